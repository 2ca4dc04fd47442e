"""Which bets, when, by whom: the best plan, its proof, and what it leaves out."""
