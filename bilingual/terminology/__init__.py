"""Term bases: load, match, enforce, lint, compare."""
