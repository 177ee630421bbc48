"""The agent: one call, from pick-up to report. Read call.py first."""
