"""Files the package reads: the lexicon of the aligners and others."""
