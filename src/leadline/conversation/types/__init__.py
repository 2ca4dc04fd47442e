"""Words of the conversation domain."""

from leadline.conversation.types.talks import (
    LONGEST,
    About,
    CommentCard,
    CommentRow,
    Mentioned,
    Sign,
    SignRow,
    Subject,
    Talk,
    ThreadRow,
)
from leadline.conversation.types.telling import (
    TELLING,
    ChannelKind,
    ChannelRow,
    Letter,
    LetterState,
    NoteRow,
    Post,
    Reason,
    Telling,
    Way,
)

__all__ = [
    "LONGEST",
    "TELLING",
    "About",
    "ChannelKind",
    "ChannelRow",
    "CommentCard",
    "CommentRow",
    "Letter",
    "LetterState",
    "Mentioned",
    "NoteRow",
    "Post",
    "Reason",
    "Sign",
    "SignRow",
    "Subject",
    "Talk",
    "Telling",
    "ThreadRow",
    "Way",
]
