"""What many calls come to, one metric a file; each says what it counts and where it is from."""
