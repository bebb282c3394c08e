"""How well inline formatting finds its words in the English."""
