"""What a call leaves behind: its log, on disk before it is acknowledged."""
