"""Files that people attach: known by their content, named harmlessly, kept by hash.

What a file is says its content, never its name and never who sent it. Nothing in it is
run or shown as a page: a picture is drawn by the browser, of a PDF the first page is
one, the rest is saved.
"""

from leadline.foundation.attached.kinds import FileKind, Looked, look_at
from leadline.foundation.attached.names import harmless_name
from leadline.foundation.attached.preview import can_preview, preview_of
from leadline.foundation.attached.store import (
    LARGEST,
    arrive,
    folder_of,
    keep,
    kept_files,
    path_of,
)

__all__ = [
    "LARGEST",
    "FileKind",
    "Looked",
    "arrive",
    "can_preview",
    "folder_of",
    "harmless_name",
    "keep",
    "kept_files",
    "look_at",
    "path_of",
    "preview_of",
]
