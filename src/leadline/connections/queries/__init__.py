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
from leadline.connections.queries.intakes import list_intakes, open_intake

__all__ = [
    "endpoint_row",
    "form_card",
    "list_deliveries",
    "list_endpoints",
    "list_intakes",
    "new_sheet",
    "open_form",
    "open_intake",
    "sheet_of",
]
