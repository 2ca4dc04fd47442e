"""Pages of the accounts area, by subject."""
