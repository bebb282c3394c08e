"""How well sentences are found: boundaries of joined lines, ours against plain pysbd."""
