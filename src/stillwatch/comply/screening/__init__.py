"""Restricted-party screening: names of customers and owners against lists of the user."""
