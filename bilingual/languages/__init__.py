"""Facts about languages, one file each."""
