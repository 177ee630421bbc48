"""Lines: one Line a file."""
