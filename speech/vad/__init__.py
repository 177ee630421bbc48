"""Voice activity detection, one engine a file."""
