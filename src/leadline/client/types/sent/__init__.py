"""The types of what is sent alone."""
