"""Restricted-party screening: names of customers and owners against lists that the user supplies."""
