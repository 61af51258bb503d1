"""Kinds of usage rule, one file each."""
