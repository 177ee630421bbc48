"""Sample client manuals."""
