"""Sentence aligners."""
