"""stillwatch.simulate."""
