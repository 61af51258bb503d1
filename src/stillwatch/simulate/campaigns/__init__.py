"""Campaigns: one kind a file, found by walking this folder."""
