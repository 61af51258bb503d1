"""Limits on requests and tokens: one algorithm, and a store for each reach."""
