"""stillwatch.stats."""
