"""Pages of sharing: those of members, and those of strangers."""
