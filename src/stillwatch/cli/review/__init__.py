"""Look at what an audit found: why it was flagged, what a person decided, better thresholds."""

GROUP = "Find campaigns"
