"""Views of the connections area."""
