"""Between written Japanese and its sounds."""
