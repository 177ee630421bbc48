"""Talk scripts: what the caller hears, as text."""
