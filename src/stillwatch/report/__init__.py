"""stillwatch.report."""
