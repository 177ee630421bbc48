"""What callers hear, by act and topic."""
