"""Sender constraints: keys and tokens that hold only with their holder's own private key."""
