"""Nouns: frozen, slotted dataclasses; standard library only."""
