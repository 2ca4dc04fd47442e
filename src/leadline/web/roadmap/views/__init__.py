"""Pages of the roadmap area."""
