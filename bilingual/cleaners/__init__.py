"""Rules that take page furniture out, one a file; the ordered table is `RULES`."""
