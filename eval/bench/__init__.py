"""The benches: recognition and turn-taking, measured on simulated callers."""
