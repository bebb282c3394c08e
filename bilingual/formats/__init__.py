"""File formats: readers and writers, one format a file."""
