"""stillwatch.detect.detectors."""
