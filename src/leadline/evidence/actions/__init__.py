"""Writes of the evidence domain."""

from leadline.evidence.actions.aside import bring_back_feedback, set_aside_feedback
from leadline.evidence.actions.changes import undo_change
from leadline.evidence.actions.customer_rows import save_customer_rows
from leadline.evidence.actions.customers import (
    remove_contact,
    save_contact,
    save_customer,
)
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.actions.feedback import (
    edit_feedback,
    move_feedback,
    record_feedback,
    triage_feedback,
)
from leadline.evidence.actions.feedback_rows import save_feedback_rows
from leadline.evidence.actions.grouping import group_feedback
from leadline.evidence.actions.imports import (
    begin_import,
    change_import,
    discard_import,
    fail_import,
    finish_import,
    queue_import,
    start_import,
)
from leadline.evidence.actions.needs import (
    change_needs,
    confirm_need,
    create_need,
    dismiss_need,
    meet_need,
    merge_needs,
    rename_need,
    reopen_need,
    set_product_of_need,
    split_need,
)
from leadline.evidence.actions.placing import (
    place_feedback,
    start_after_import,
    start_grouping,
    start_placing,
)
from leadline.evidence.actions.undo import undo_import

__all__ = [
    "begin_import",
    "bring_back_feedback",
    "change_import",
    "change_needs",
    "confirm_need",
    "create_need",
    "discard_import",
    "dismiss_need",
    "edit_feedback",
    "fail_import",
    "finish_import",
    "group_feedback",
    "meet_need",
    "merge_needs",
    "move_feedback",
    "place_feedback",
    "queue_import",
    "record_feedback",
    "refresh_demand",
    "remove_contact",
    "rename_need",
    "reopen_need",
    "save_contact",
    "save_customer",
    "save_customer_rows",
    "save_feedback_rows",
    "set_aside_feedback",
    "set_product_of_need",
    "split_need",
    "start_after_import",
    "start_grouping",
    "start_import",
    "start_placing",
    "triage_feedback",
    "undo_change",
    "undo_import",
]
