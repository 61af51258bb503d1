"""Decisions: what is done about whom, why, and for how long; made by policy, looked up live."""
