"""A writer for each form of file: each takes a document and gives bytes."""
