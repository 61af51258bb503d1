"""Policy: rules become decisions. Decisions: what is done about whom, until when."""
