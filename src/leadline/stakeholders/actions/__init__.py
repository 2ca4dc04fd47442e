"""Writes of the stakeholders domain."""

from leadline.stakeholders.actions.briefings import (
    change_briefing,
    create_briefing,
    mark_mailed,
    mark_sent_by_hand,
    retry_briefing,
    send_briefing,
)
from leadline.stakeholders.actions.judgements import (
    judge_person,
    move_person,
    set_listening,
    set_stance,
    share_judgements,
)
from leadline.stakeholders.actions.people import (
    change_person,
    create_person,
    log_contact,
    remove_person,
)
from leadline.stakeholders.actions.promises import (
    change_promise,
    create_promise,
    move_promise,
    set_promise_date,
    take_promise_back,
)
from leadline.stakeholders.actions.telling import mark_told, take_back_told

__all__ = [
    "change_briefing",
    "change_person",
    "change_promise",
    "create_briefing",
    "create_person",
    "create_promise",
    "judge_person",
    "log_contact",
    "mark_mailed",
    "mark_sent_by_hand",
    "mark_told",
    "move_person",
    "move_promise",
    "remove_person",
    "retry_briefing",
    "send_briefing",
    "set_listening",
    "set_promise_date",
    "set_stance",
    "share_judgements",
    "take_back_told",
    "take_promise_back",
]
