"""stillwatch.detect.stats."""
