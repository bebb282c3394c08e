"""The translation memory: what people approved, in one SQLite file."""
