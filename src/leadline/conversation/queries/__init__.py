"""Reads of the conversation domain."""

from leadline.conversation.queries.asleep import asleep
from leadline.conversation.queries.attachments import (
    attached_file,
    attached_preview,
    check_attached,
)
from leadline.conversation.queries.letters import reader_of
from leadline.conversation.queries.subjects import (
    place_of_record,
    subject_of,
    subjects_of,
    subjects_of_log,
)
from leadline.conversation.queries.talks import (
    own_comment,
    page_of_thread,
    place_of_comment,
    place_of_thread,
    talk_of,
    watching_of,
)
from leadline.conversation.queries.telling import (
    channel_row,
    count_snoozed,
    list_channels,
    list_notes,
    telling_of,
    zone_of,
)

__all__ = [
    "asleep",
    "attached_file",
    "attached_preview",
    "channel_row",
    "check_attached",
    "count_snoozed",
    "list_channels",
    "list_notes",
    "own_comment",
    "page_of_thread",
    "place_of_comment",
    "place_of_record",
    "place_of_thread",
    "reader_of",
    "subject_of",
    "subjects_of",
    "subjects_of_log",
    "talk_of",
    "telling_of",
    "watching_of",
    "zone_of",
]
