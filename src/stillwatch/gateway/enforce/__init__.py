"""Enforcement: decisions are looked up for a request, and what they say is done or noted."""
