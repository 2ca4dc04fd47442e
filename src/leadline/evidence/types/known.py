"""What is on record of a row before it comes in."""

from __future__ import annotations

from enum import StrEnum


class Known(StrEnum):
    """What is on record of a row: itself, its customer, or nobody."""

    PIECE = "piece"
    ACCOUNT = "account"
    CUSTOMER = "customer"
    NEW_CUSTOMER = "new_customer"
    NOBODY = "nobody"
