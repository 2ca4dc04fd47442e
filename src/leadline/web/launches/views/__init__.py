"""Views of the launches area."""
