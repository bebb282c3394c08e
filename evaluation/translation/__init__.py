"""Translation quality of a model on fixed sets."""
