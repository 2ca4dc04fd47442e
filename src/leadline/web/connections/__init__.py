"""Pages of the connections area."""
