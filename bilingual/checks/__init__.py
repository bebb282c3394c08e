"""Checks of a translation unit, one a file."""
