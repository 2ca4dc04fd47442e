"""Builds what the browser loads: one stylesheet, one script, fonts, Vega.

Nothing here needs the network or Node. The parts are made on first use and kept
in the data folder; a part is made again when what it comes from has changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, get_finders
from django.core.files.storage import FileSystemStorage

from leadline.web.shell import fonts
from leadline.web.shell.storage import HashedStorage

SOURCES = Path(__file__).parent.parent / "static" / "web"
# Sources of the bundles stay behind; the bundles go out.
LEFT_BEHIND = ["web/css/*", "web/js/*", "django_htmx/*", "account/*", "*.map"]
FIRST = ["tokens.css", "fonts.css", "base.css", "layout.css"]
LAST = "print.css"
# No string in our stylesheets holds a comment; what people read stays in the sources.
COMMENT, INDENT = re.compile(rb"/\*.*?\*/", re.S), re.compile(rb"\n\s+")
VEGA = "import sys, vl_convert; sys.stdout.write(vl_convert.javascript_bundle())"


@dataclass(frozen=True, slots=True)
class Part:
    """One file to be made: the key changes when it must be made again."""

    name: str
    key: Callable[[], str]
    make: Callable[[], bytes]


def stylesheets() -> list[Path]:
    """Return the stylesheets in the order in which they win."""
    css = SOURCES / "css"
    return [
        *(css / name for name in FIRST),
        *sorted((css / "ui").glob("*.css")),
        css / LAST,
    ]


def scripts() -> list[Path]:
    """Return our own scripts; each is a block of its own in the bundle."""
    return sorted((SOURCES / "js").glob("*.js"))


def _key_of(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _css() -> bytes:
    whole = b"\n".join(path.read_bytes() for path in stylesheets())
    return INDENT.sub(b"\n", COMMENT.sub(b"", whole))


def _js() -> bytes:
    htmx = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    own = (b"(() => {\n" + path.read_bytes() + b"})();\n" for path in scripts())
    return b"\n".join([htmx.read_bytes(), *own])


def _vega() -> bytes:
    """Make the bundle in a process of its own, which takes 285 MB for a moment."""
    made = subprocess.run(
        [sys.executable, "-c", VEGA], check=True, capture_output=True, timeout=120
    )
    return made.stdout


PARTS = {
    part.name: part
    for part in (
        Part(
            "web/leadline.css",
            lambda: f"{COMMENT.pattern!r}{_key_of(stylesheets())}",
            _css,
        ),
        Part(
            "web/leadline.js",
            lambda: version("django-htmx") + _key_of(scripts()),
            _js,
        ),
        Part("web/vega.js", lambda: version("vl-convert-python"), _vega),
        Part(
            "web/fonts/inter.woff2",
            lambda: version("fontpkg-inter") + repr(fonts.INTER),
            lambda: fonts.cut_font(fonts.INTER),
        ),
        Part(
            "web/fonts/source-serif.woff2",
            lambda: version("fontpkg-source-serif-4") + repr(fonts.SOURCE_SERIF),
            lambda: fonts.cut_font(fonts.SOURCE_SERIF),
        ),
    )
}


def workshop() -> Path:
    """Return the folder in which made parts are kept."""
    return Path(settings.DATA_DIR) / "assets"


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: several processes may build at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.part")
    half.write_bytes(content)
    half.replace(path)


def made(name: str) -> Path:
    """Return the path of a part, making it first when it is missing or old."""
    part = PARTS[name]
    path = workshop() / name
    stamp = path.with_name(path.name + ".key")
    key = part.key()
    if not (path.exists() and stamp.exists() and stamp.read_text() == key):
        _write(path, part.make())
        _write(stamp, key.encode())
    return path


class MadeFinder(BaseFinder):
    """Lets the static files of Django include the parts made here."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the part is, or an empty list for anything else."""
        if path not in PARTS:
            return []
        found = str(made(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield every part, made."""
        storage = FileSystemStorage(location=workshop())
        with ThreadPoolExecutor() as pool:
            list(pool.map(made, PARTS))
        for name in PARTS:
            yield name, storage


def build_key() -> str:
    """Return a key that changes when any file of the build would change."""
    rest = sorted((SOURCES / "img").glob("*"))
    whole = [_key_of(rest), *(part.key() for part in PARTS.values())]
    return hashlib.sha256("\n".join(whole).encode()).hexdigest()


def is_built(target: Path) -> bool:
    """Return whether ``target`` holds the build of this very version."""
    stamp = target / "build.key"
    return stamp.exists() and stamp.read_text() == build_key()


def build_assets(target: Path) -> None:
    """Put every static file, named by its content and gzipped, into ``target``.

    ``target`` is the ``STATIC_ROOT`` of the server that will read it. Does nothing
    when the build there is of this very version.
    """
    if is_built(target):
        return
    target.mkdir(parents=True, exist_ok=True)
    storage = HashedStorage(location=target)
    found: dict[str, tuple[Any, str]] = {}
    for finder in get_finders():
        for path, source in finder.list(LEFT_BEHIND):
            found.setdefault(path, (source, path))
    for path, (source, _) in found.items():
        with source.open(path) as file:
            _write(target / path, file.read())
    for name, _, result in storage.post_process(found):
        if isinstance(result, Exception):
            raise RuntimeError(f"The static file {name} cannot be built.") from result
    _write(target / "build.key", build_key().encode())
