"""Simulated callers, benches and, later, the suite."""
