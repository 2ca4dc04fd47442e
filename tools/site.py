"""Write the documents as a folder of pages that any web server, or none, can show.

    python -m tools.site FOLDER

They are the pages that Leadline serves at ``/docs/``, drawn by the same template, with
links from page to page instead of addresses. Nothing in them is loaded from elsewhere.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import sys
import tempfile
from pathlib import Path

from tools import assets

CSS, ICON = "web/leadline.css", "web/img/mark.svg"


def way(here: str, there: str) -> str:
    """Return how one file of the folder leads to another.

    >>> way("methods/chair.html", "index.html")
    '../index.html'
    """
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def write_site(target: Path) -> list[str]:
    """Write every page and what it loads; return the names of the pages."""
    from django.template.loader import render_to_string

    from leadline.web.docs.drawing import TEMPLATE, drawn
    from leadline.web.docs.reading import FOLDER, Places, files, places

    names = [f"{slug}.html" for slug in places()]
    for slug, name in zip(places(), names, strict=True):

        def to_page(other: str, name: str = name) -> str:
            return way(name, f"{other}.html")

        def to_file(other: str, name: str = name) -> str:
            return way(name, other)

        said = drawn(slug, Places(to_page, to_file))
        said |= {"css": to_file(CSS), "icon": to_file(ICON)}
        _write(target / name, render_to_string(TEMPLATE, said).encode())
    for name in files():
        _write(target / name, (FOLDER / name).read_bytes())
    for name in (CSS, ICON, *assets.FONTS):
        _write(target / name, (assets.BUILT / name).read_bytes())
    return names


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main() -> None:
    """Write them into the folder that is named, which is made anew."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = Path(sys.argv[1])
    if target.exists() and not (target / "index.html").exists():
        sys.exit(f"{target} holds something else. Name a folder that is not there.")
    shutil.rmtree(target, ignore_errors=True)
    if not assets.is_built():
        assets.build()
    with tempfile.TemporaryDirectory() as empty:
        os.environ["LEADLINE_DATA_DIR"] = empty
        os.environ["DJANGO_SETTINGS_MODULE"] = "leadline.config.settings"
        import django

        django.setup()
        print(f"{len(write_site(target))} pages in {target}")


if __name__ == "__main__":
    main()
