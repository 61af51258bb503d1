"""stillwatch.features."""
