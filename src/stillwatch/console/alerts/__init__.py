"""Alerts: who is told when something needs a person. Never what clients sent.

A look at the gateway gives conditions (`rules`), the ledger says which of them are news, a form
writes each for its receiver, and an outbox delivers it, in its own time.
"""
