"""How long a text may be, by the body that brings it: no longer than its column.

A test compares each with the table. What is not named here is words without a bound of
their own, and may have ``MOST_SIGNS``.
"""

from __future__ import annotations

MOST_SIGNS = 20_000
CUSTOMER = {
    "name": 200,
    "external_id": 120,
    "domain": 253,
    "segment": 80,
    "plan": 80,
    "revenue_currency": 3,
    "owner": 120,
    "country": 80,
    "state": 10,
}
PIECE = {
    "source": 60,
    "source_id": 200,
    "author": 160,
    "author_email": 254,
    "area": 80,
    "kind": 12,
    "language": 12,
    "link": 1000,
    "side": 8,
    "set_aside": 10,
    "source_status": 80,
    "noted_by": 160,
    "speech": 8,
    "product": 120,
}
CONTACT = {"name": 120, "email": 254, "title": 120}
BODIES: dict[str, dict[str, int]] = {
    "CustomerIn": CUSTOMER,
    "CustomerCardPart": CUSTOMER,
    "ContactIn": CONTACT,
    "ContactCardPart": CONTACT,
    "FeedbackSaid": PIECE,
    "FeedbackPart": PIECE,
    "NeedIn": {"statement": 240},
    "NeedPart": {"statement": 240, "state": 10},
}
LONGEST = {
    (body, name): most for body, said in BODIES.items() for name, most in said.items()
}
