"""Attackers who have read the source, and what evading the detector costs them."""
