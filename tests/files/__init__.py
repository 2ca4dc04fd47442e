"""Files that were made to stop a reader, and files that were spoilt by chance."""
