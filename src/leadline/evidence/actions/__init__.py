"""Writes of the evidence domain."""

from leadline.evidence.actions.customer_rows import save_customer_rows
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.actions.feedback_rows import save_feedback_rows
from leadline.evidence.actions.imports import (
    begin_import,
    change_import,
    discard_import,
    fail_import,
    finish_import,
    start_import,
)
from leadline.evidence.actions.undo import undo_import

__all__ = [
    "begin_import",
    "change_import",
    "discard_import",
    "fail_import",
    "finish_import",
    "refresh_demand",
    "save_customer_rows",
    "save_feedback_rows",
    "start_import",
    "undo_import",
]
