"""Importing layers of other programs: what their names are here, and what does not fit."""
