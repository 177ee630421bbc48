"""Japanese voices, one engine a file."""
