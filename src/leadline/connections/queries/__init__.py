"""Reads of the connections domain."""

from leadline.connections.queries.hooks import (
    endpoint_row,
    list_deliveries,
    list_endpoints,
)

__all__ = ["endpoint_row", "list_deliveries", "list_endpoints"]
