"""Writes of the conversation domain."""

from leadline.conversation.actions.answers import answer_by_mail
from leadline.conversation.actions.asleep import put_to_sleep, wake_up
from leadline.conversation.actions.attachments import (
    remove_attachment,
    sweep_attached,
    take_in,
)
from leadline.conversation.actions.channels import (
    add_channel,
    change_channel,
    remove_channel,
    switch_channel,
)
from leadline.conversation.actions.comments import (
    answer_thread,
    begin_thread,
    delete_comment,
    edit_comment,
)
from leadline.conversation.actions.heard import note_heard
from leadline.conversation.actions.inbox import (
    read_all_notes,
    read_note,
    read_notes_of,
    set_telling,
    snooze_note,
    stop_mail,
    wake_note,
    wake_notes,
)
from leadline.conversation.actions.letters import (
    claim_letters,
    settle_letter,
    take_letter,
)
from leadline.conversation.actions.news import note_due, note_news, send_news
from leadline.conversation.actions.threads import (
    reopen_thread,
    resolve_thread,
    sign_comment,
)
from leadline.conversation.actions.watching import set_watching

__all__ = [
    "add_channel",
    "answer_by_mail",
    "answer_thread",
    "begin_thread",
    "change_channel",
    "claim_letters",
    "delete_comment",
    "edit_comment",
    "note_due",
    "note_heard",
    "note_news",
    "put_to_sleep",
    "read_all_notes",
    "read_note",
    "read_notes_of",
    "remove_attachment",
    "remove_channel",
    "reopen_thread",
    "resolve_thread",
    "send_news",
    "set_telling",
    "set_watching",
    "settle_letter",
    "sign_comment",
    "snooze_note",
    "stop_mail",
    "sweep_attached",
    "switch_channel",
    "take_in",
    "take_letter",
    "wake_note",
    "wake_notes",
    "wake_up",
]
