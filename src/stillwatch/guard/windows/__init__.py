"""stillwatch.guard.windows."""
