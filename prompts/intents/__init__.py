"""What callers say, by intent."""
