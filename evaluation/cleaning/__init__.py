"""How well page furniture is told from articles."""
