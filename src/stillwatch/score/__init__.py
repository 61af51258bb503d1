"""Measures an audit against the truth of a simulated log."""
