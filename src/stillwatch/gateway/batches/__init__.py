"""Batches: what is uploaded as a file or inline, and what is fetched, line by line into the log."""
