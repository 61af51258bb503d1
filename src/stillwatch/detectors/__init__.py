"""stillwatch.detectors."""
