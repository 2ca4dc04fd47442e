"""Tables of the conversation domain."""

from leadline.conversation.models.asleep import Asleep
from leadline.conversation.models.attachments import Attachment
from leadline.conversation.models.talks import (
    Comment,
    Mention,
    Reaction,
    Thread,
    Watch,
)
from leadline.conversation.models.telling import Channel, Note, Outgoing, Ways

__all__ = [
    "Asleep",
    "Attachment",
    "Channel",
    "Comment",
    "Mention",
    "Note",
    "Outgoing",
    "Reaction",
    "Thread",
    "Watch",
    "Ways",
]
