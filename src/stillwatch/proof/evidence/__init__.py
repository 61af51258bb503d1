"""Proof: a log that shows when it was changed, and what rests on it."""
