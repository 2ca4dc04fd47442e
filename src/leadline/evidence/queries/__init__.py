"""Reads of the evidence domain."""

from leadline.evidence.queries.imports import get_import, list_imports, refusals_of

__all__ = ["get_import", "list_imports", "refusals_of"]
