"""Verbs: what is done to documents, stage by stage."""
