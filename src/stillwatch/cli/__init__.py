"""stillwatch.cli."""
