"""stillwatch.windows."""
