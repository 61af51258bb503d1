"""Labelled traffic: ordinary populations and harvesting campaigns, with the truth beside it."""
