"""stillwatch.features.observables."""
