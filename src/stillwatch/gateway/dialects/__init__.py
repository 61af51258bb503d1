"""The APIs whose requests and replies are read: one file an endpoint, found by folder."""
