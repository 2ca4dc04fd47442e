"""How static files are named and packed, and where the built ones are found."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles.finders import BaseStorageFinder
from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names files by their content once they are built; plain names before.

    Brotli is left out: it takes half a minute of the first start for a few
    kilobytes.
    """

    def stored_name(self, name: str) -> str:
        """Return the name with the hash, or the plain one when nothing is built."""
        return super().stored_name(name) if self.hashed_files else name

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Return a compressor that writes gzip alone."""
        return Compressor(**(kwargs | {"use_brotli": False}))


class BuiltFinder(BaseStorageFinder):
    """Finds what was built, for a server that asks finders instead of the folder."""

    storage = staticfiles_storage
