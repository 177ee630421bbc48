"""What the client has written: manual, staff, schedule."""
