"""The surface for AI assistants; its tools come with their own issue."""
