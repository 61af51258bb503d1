"""Sections of the report: one file each, found by walking this folder."""
