"""The tools, one module an area of the record."""
