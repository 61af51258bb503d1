"""Accounts, groups, tests, harvest or innocent cause, campaigns."""
