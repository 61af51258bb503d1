"""stillwatch.features.signals."""
