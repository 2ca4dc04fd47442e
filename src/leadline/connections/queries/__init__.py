"""Reads of the connections domain."""

from leadline.connections.queries.forms import (
    form_card,
    new_sheet,
    open_form,
    sheet_of,
)
from leadline.connections.queries.hooks import (
    endpoint_row,
    list_deliveries,
    list_endpoints,
)

__all__ = [
    "endpoint_row",
    "form_card",
    "list_deliveries",
    "list_endpoints",
    "new_sheet",
    "open_form",
    "sheet_of",
]
