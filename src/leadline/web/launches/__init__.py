"""Pages of the launches area."""
