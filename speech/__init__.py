"""Sound: audio, engines, and when a turn begins and ends."""
