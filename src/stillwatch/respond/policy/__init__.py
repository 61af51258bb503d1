"""Policy: rules that turn campaigns into decisions, checked before they are used."""
