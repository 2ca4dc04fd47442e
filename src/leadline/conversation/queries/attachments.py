"""Files of comments: who may have them, and whether all of them are there."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Attachment
from leadline.conversation.queries.subjects import subject_of
from leadline.conversation.types import AttachedFile, AttachedRow, AttachedState
from leadline.foundation.attached import FileKind, kept_files, path_of
from leadline.foundation.errors import NotFound
from leadline.foundation.shelf import chunks, here

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
        row = AttachedRow(one.pk, one.name, kind, one.size, one.width, one.height)
        found[one.comment_id].append(row)
    return {pk: tuple(files) for pk, files in found.items()}


def attached_file(*, actor: Actor, attachment_id: int) -> AttachedFile:
    """Return a file of a record that the actor reads, or raise ``NotFound``."""
    actor.require("read")
    own = rows(Attachment, actor).filter(pk=attachment_id, comment__deleted_at=None)
    found = own.select_related("comment__thread").first()
    if found is None:
        raise NotFound(GONE)
    thread = found.comment.thread
    subject_of(actor=actor, about=thread.about, record_id=thread.record_id)
    path = path_of(actor.workspace_id, found.digest)
    if not here(path):
        raise NotFound("The file is not kept here any more; a backup has it.")
    return AttachedFile(path, found.name, FileKind(found.kind).media_type)


def check_attached(*, actor: Actor) -> AttachedState:
    """Read every file of the workspace; say which are missing or not what they were.

    A number of files that hang on nothing is no fault: they are swept within the hour.
    """
    actor.require("administer")
    named = dict(rows(Attachment, actor).order_by("pk").values_list("digest", "name"))
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
