"""The REST surface; its routers come with their own issue."""
