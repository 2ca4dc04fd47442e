"""A builder for each kind of record: what its page says, as a document."""
