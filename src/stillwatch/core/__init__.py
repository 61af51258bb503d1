"""Errors, files that are whole or not there, discovery of extensions, compiled kernels."""
