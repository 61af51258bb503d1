"""Who calls: from API keys, signed tokens or a trusted front, and from which address."""
