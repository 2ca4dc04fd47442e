"""Files of comments: taken in before anything is written, hung on, taken off, swept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, Sum

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Attachment, Comment
from leadline.conversation.queries.rows import get_own_comment
from leadline.conversation.types import MOST_BYTES, MOST_FILES, Came
from leadline.foundation.attached import (
    FileKind,
    arrive,
    harmless_name,
    keep,
    kept_files,
    look_at,
    preview_of,
)
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.shelf import drop
from leadline.foundation.slow import takes_long

# What came hangs on its comment within seconds.
LEFT_AFTER = timedelta(hours=1)


@takes_long
def take_in(*, actor: Actor, name: str, chunks: Iterable[bytes]) -> Came:
    """Keep a file that came, by its content; it hangs on nothing yet.

    Raises ``Invalid`` naming the file: too large, empty, or of a kind that is not
    attached. Nothing of it stays then.
    """
    actor.require("comment")
    shown = " ".join(name.split())[:60] or "The file"
    try:
        path = arrive(actor.workspace_id, chunks)
    except Invalid as error:
        raise Invalid(f"{shown}: {error}", field="files") from None
    try:
        found = look_at(path)
        size = path.stat().st_size
        drawn = preview_of(path) if found.kind is FileKind.PDF else None
        digest = keep(actor.workspace_id, path)
    except Invalid as error:
        raise Invalid(f"{shown}: {error}", field="files") from None
    finally:
        path.unlink(missing_ok=True)
    width, height, preview = found.width, found.height, ""
    if drawn is not None:
        width, height = drawn.width, drawn.height
        place = arrive(actor.workspace_id, [drawn.content])
        preview = keep(actor.workspace_id, place)
    return Came(
        name=harmless_name(name, found.ending, found.kind.endings),
        kind=found.kind, size=size, width=width, height=height, digest=digest,
        preview=preview,
    )  # fmt: skip


@transaction.atomic
def attach(*, actor: Actor, comment: Comment, files: Sequence[Came]) -> None:
    """Hang files on a comment that is written now.

    Raises ``Invalid`` for too many, or where the workspace holds too much.
    """
    actor.require("comment")
    if len(files) > MOST_FILES:
        raise Invalid(f"A comment has {MOST_FILES} files at most.", field="files")
    if not files:
        return
    held = rows(Attachment, actor).aggregate(size=Sum("size"))["size"] or 0
    if held + sum(one.size for one in files) > MOST_BYTES:
        raise Invalid(
            f"The files of a workspace may take {MOST_BYTES // 1024**3} GB together; "
            "take some off first.",
            field="files",
        )
    rows(Attachment, actor).bulk_create(
        Attachment(
            workspace_id=actor.workspace_id, comment=comment, name=one.name,
            kind=one.kind, size=one.size, width=one.width, height=one.height,
            digest=one.digest, preview=one.preview,
        )
        for one in files
    )  # fmt: skip


@transaction.atomic
def remove_attachment(*, actor: Actor, attachment_id: int) -> int:
    """Take a file off a comment of one's own; return the number of the comment.

    Raises ``NotFound``, ``NotAllowed``.
    """
    actor.require("comment")
    found = rows(Attachment, actor).filter(pk=attachment_id).first()
    if found is None:
        raise NotFound("There is no such file; it may have been taken off.")
    comment = get_own_comment(actor=actor, comment_id=found.comment_id, held=True)
    rows(Attachment, actor).filter(pk=attachment_id).delete()
    record(actor=actor, verb="conversation.remove_attachment", subject=comment)
    return int(comment.pk)


def sweep_attached(*, actor: Actor, now: datetime) -> int:
    """Remove files that hang on nothing any more; return how many went.

    Twice at once does no harm: what is gone already is passed over.
    """
    actor.require("read")
    latest = (now - LEFT_AFTER).timestamp()
    gone = 0
    for file in kept_files(actor.workspace_id):
        named = Q(digest=file.path.name) | Q(preview=file.path.name)
        if rows(Attachment, actor).filter(named).exists():
            continue
        if file.at < latest:
            drop(file.path)
            gone += 1
    return gone
