"""Asks a database of the user's own one question that answers with numbers.

The question is a person's own SQL, so nothing here trusts it: it is read in a child
with limits of its own, by a connection that cannot write, and only dates and numbers
come back. Nothing that is raised or logged holds a password or a value of a table.
"""

from leadline.foundation.sql.asking import ask
from leadline.foundation.sql.places import plain_place
from leadline.foundation.sql.types import Answer, Gates, Place, SourceKind

__all__ = ["Answer", "Gates", "Place", "SourceKind", "ask", "plain_place"]
