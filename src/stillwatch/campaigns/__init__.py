"""stillwatch.campaigns."""
