"""Build what the browser loads into the package: one stylesheet, one script, fonts.

    python -m tools.assets

The wheel's build runs it, so nothing is made where Leadline is installed. Fonts are
cut anew only when how they are cut has changed; everything else takes a moment.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
WEB = ROOT / "src" / "leadline" / "web"
SOURCES = WEB / "static" / "web"
BUILT = WEB / "built"
STAMP = "build.key"
HERE = [Path(__file__), Path(__file__).with_name("fonts.py")]
FIRST = ["tokens.css", "fonts.css", "base.css", "layout.css"]
LAST = "print.css"
FONTS = ["web/fonts/inter.woff2", "web/fonts/source-serif.woff2"]
# No string in our stylesheets or scripts holds any of these; what people read stays in
# the sources.
COMMENT, REMARK = re.compile(rb"/\*.*?\*/", re.S), re.compile(rb"(?m)^\s*//.*\n")
INDENT, AROUND = re.compile(rb"\n\s+"), re.compile(rb"\s*([{};])\s*")


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


def key_of(paths: list[Path]) -> str:
    """Return a key that changes with the name or the content of any file."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def build_key() -> str:
    """Return two keys: of all a build is made of, and of the fonts alone."""
    images = sorted((SOURCES / "img").glob("*"))
    whole = key_of([*HERE, *images, *stylesheets(), *scripts()])
    return f"{whole} {key_of(HERE[1:])}"


def is_built(target: Path = BUILT) -> bool:
    """Return whether ``target`` holds the build of these very sources."""
    stamp = target / STAMP
    return stamp.exists() and stamp.read_text() == build_key()


def _css() -> bytes:
    whole = b"\n".join(path.read_bytes() for path in stylesheets())
    return INDENT.sub(b"\n", AROUND.sub(rb"\1", COMMENT.sub(b"", whole)))


def _js() -> bytes:
    htmx = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    read = (INDENT.sub(b"\n", REMARK.sub(b"", one.read_bytes())) for one in scripts())
    own = (b"(() => {\n" + script + b"})();\n" for script in read)
    return b"\n".join([htmx.read_bytes(), *own])


def _fonts(old: Path) -> dict[str, bytes]:
    """Return the fonts of the last build when they were cut alike, else new ones."""
    stamp = old / STAMP
    if stamp.exists() and stamp.read_text().endswith(key_of(HERE[1:])):
        return {name: (old / name).read_bytes() for name in FONTS}
    from tools import fonts

    cuts = [fonts.INTER, fonts.SOURCE_SERIF]
    return {name: fonts.cut_font(cut) for name, cut in zip(FONTS, cuts, strict=True)}


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: somebody may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.part")
    half.write_bytes(content)
    half.replace(path)


def build(target: Path = BUILT) -> None:
    """Write every file, named by its content and gzipped, and the names' list."""
    parts = {
        "web/leadline.css": _css(),
        "web/leadline.js": _js(),
        **{
            f"web/img/{path.name}": path.read_bytes()
            for path in (SOURCES / "img").iterdir()
        },
        **_fonts(BUILT),
    }
    for name, content in parts.items():
        _write(target / name, content)
    named = _name_by_content(target, list(parts))
    for path in target.rglob("*"):
        name = path.relative_to(target).as_posix().removesuffix(".gz")
        if path.is_file() and name not in {*parts, *named, "staticfiles.json"}:
            path.unlink()
    _write(target / STAMP, build_key().encode())


def _name_by_content(target: Path, names: list[str]) -> list[str]:
    """Let the storage that will serve the files name them; return the names."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(STATIC_URL="/static/")
    sys.path.insert(0, str(ROOT / "src"))
    try:
        from leadline.web.shell.storage import HashedStorage
    finally:
        sys.path.pop(0)
    storage: Any = HashedStorage(location=target)
    found = {name: (storage, name) for name in names}
    for name, _, result in storage.post_process(found):
        if isinstance(result, Exception):
            raise RuntimeError(f"The file {name} cannot be built.") from result
    return list(storage.hashed_files.values())


if __name__ == "__main__":
    build()
