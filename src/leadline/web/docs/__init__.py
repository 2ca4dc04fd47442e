"""The documents that come with Leadline, as pages: read by anybody, made of no data."""
