"""Scores of a whole, each with its signature."""
