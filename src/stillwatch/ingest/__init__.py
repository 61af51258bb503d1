"""stillwatch.ingest."""
