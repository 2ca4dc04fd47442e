"""What people say to each other about a record, and how each is told of it.

Threads hang on a typed reference: a kind of record and its number. Whoever may read the
record may read and answer; what is one person's own is no such kind.
"""
