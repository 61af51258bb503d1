"""Frameworks and laws, one file each: which controls there are, and which check answers each."""
