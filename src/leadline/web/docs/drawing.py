"""A document as its template wants it, wherever it is shown: here, or in a folder."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import mark_safe

from leadline.web.docs.marked import Head
from leadline.web.docs.reading import HOME, Entry, Places, contents, page_of

TEMPLATE = "docs/page.html"
LEAST_HEADS = 3  # a page with fewer needs no list of them


def drawn(slug: str, where: Places) -> dict[str, Any]:
    """Return what the template takes of a document. ``slug`` is one of ``places``."""
    page = page_of(slug, where)
    heads = [head for head in page.marked.heads if head.level == 2]
    return {
        "page": page,
        # Our own document by our own reader, which lets no HTML of its text stand.
        "html": mark_safe(page.marked.html),
        "heads": _told(heads),
        "parts": [
            (part.title, [(entry, where.page(entry.slug)) for entry in part.entries])
            for part in contents()
        ],
        "before": _way(page.before, where),
        "after": _way(page.after, where),
        "home": where.page(HOME),
    }


def _told(heads: list[Head]) -> list[Head]:
    return heads if len(heads) >= LEAST_HEADS else []


def _way(entry: Entry | None, where: Places) -> tuple[str, str] | None:
    return (entry.title, where.page(entry.slug)) if entry else None
