"""Sharing one's layer in a file, and merging what a colleague shared."""
