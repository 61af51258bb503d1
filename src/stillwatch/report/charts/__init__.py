"""Figures of the report: inline SVG laid out in Python, coloured by classes of the page."""
