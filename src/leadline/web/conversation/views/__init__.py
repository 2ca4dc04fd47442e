"""Pages of the conversation area."""
