"""stillwatch.detect.campaigns."""
