"""Evidence that shows tampering, and indicators shared with other firms."""
