"""Lets hatchling make what the browser loads whenever it builds Leadline."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):
    """Builds the assets first, for a wheel and for an editable one alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build them where the package is."""
        sys.path.insert(0, self.root)
        try:
            from tools import assets

            if not assets.is_built():  # what serves them may be reading them
                assets.build()
        finally:
            sys.path.remove(self.root)
