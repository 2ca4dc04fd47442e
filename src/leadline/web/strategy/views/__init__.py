"""Pages of the strategy area."""
