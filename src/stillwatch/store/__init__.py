"""The mergeable relations, and who shares what."""
