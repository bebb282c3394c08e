"""Sentence splitters."""
