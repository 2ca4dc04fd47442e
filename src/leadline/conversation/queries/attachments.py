"""Files of comments: who may have them, and whether all of them are there."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Attachment
from leadline.conversation.queries.subjects import subject_of
from leadline.conversation.types import AttachedFile, AttachedRow, AttachedState
from leadline.foundation.attached import (
    FileKind,
    can_preview,
    kept_files,
    path_of,
)
from leadline.foundation.errors import NotFound
from leadline.foundation.shelf import chunks, here

LACKS = "No picture of it: leadline[documents] is not installed here."
GONE = "There is no such file; it may have been taken off."


def attached_rows(
    *, actor: Actor, comment_ids: Iterable[int]
) -> dict[int, tuple[AttachedRow, ...]]:
    """Return the files of comments, in one query."""
    actor.require("read")
    found: dict[int, list[AttachedRow]] = defaultdict(list)
    own = rows(Attachment, actor).filter(comment__in=list(comment_ids))
    for one in own.order_by("pk"):
        kind = FileKind(one.kind)
        row = AttachedRow(
            one.pk, one.name, kind, one.size, one.width, one.height,
            has_preview=bool(one.preview),
            lacks="" if kind is not FileKind.PDF or can_preview() else LACKS,
        )  # fmt: skip
        found[one.comment_id].append(row)
    return {pk: tuple(files) for pk, files in found.items()}


def attached_file(*, actor: Actor, attachment_id: int) -> AttachedFile:
    """Return a file of a record that the actor reads, or raise ``NotFound``."""
    actor.require("read")
    found = _attachment(actor, attachment_id)
    kind = FileKind(found.kind)
    return AttachedFile(_path(actor, found.digest), found.name, kind.media_type)


def attached_preview(*, actor: Actor, attachment_id: int) -> AttachedFile:
    """Return the picture of a file's first page, or raise ``NotFound``."""
    actor.require("read")
    found = _attachment(actor, attachment_id)
    if not found.preview:
        raise NotFound("There is no picture of this file.")
    path = _path(actor, found.preview)
    return AttachedFile(path, f"{found.name}.webp", FileKind.WEBP.media_type)


def _attachment(actor: Actor, attachment_id: int) -> Attachment:
    own = rows(Attachment, actor).filter(pk=attachment_id, comment__deleted_at=None)
    found = own.select_related("comment__thread").first()
    if found is None:
        raise NotFound(GONE)
    thread = found.comment.thread
    subject_of(actor=actor, about=thread.about, record_id=thread.record_id)
    return found


def _path(actor: Actor, digest: str) -> Path:
    path = path_of(actor.workspace_id, digest)
    if not here(path):
        raise NotFound("The file is not kept here any more; a backup has it.")
    return path


def check_attached(*, actor: Actor) -> AttachedState:
    """Read every file of the workspace; say which are missing or not what they were.

    A number of files that hang on nothing is no fault: they are swept within the hour.
    """
    actor.require("administer")
    named: dict[str, str] = {}
    own = rows(Attachment, actor).order_by("pk")
    for name, digest, preview in own.values_list("name", "digest", "preview"):
        named |= {digest: name, **({preview: f"{name}.webp"} if preview else {})}
    there = {file.path.name: file.path for file in kept_files(actor.workspace_id)}
    changed = []
    for digest in named.keys() & there.keys():
        found = hashlib.sha256()
        for chunk in chunks(there[digest]):
            found.update(chunk)
        if found.hexdigest() != digest:
            changed.append(named[digest])
    return AttachedState(
        whole=len(named.keys() & there.keys()) - len(changed),
        missing=tuple(named[one] for one in sorted(named.keys() - there.keys())),
        changed=tuple(sorted(changed)),
        extra=len(there.keys() - named.keys()),
    )
