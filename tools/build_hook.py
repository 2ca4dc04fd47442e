"""Lets hatchling make what the browser loads whenever it builds Leadline, take its
documents along, and write the bill of what it is made of."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):
    """Builds the assets first, for a wheel and for an editable one alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build them where the package is; a wheel says what it is made of, too."""
        sys.path.insert(0, self.root)
        try:
            from tools import assets, documents, sbom

            if not assets.is_built():  # what serves them may be reading them
                assets.build()
            if version == "standard":
                bill = Path(self.directory) / sbom.NAME
                sbom.write_sbom(bill)
                build_data["sbom_files"].append(str(bill))
                build_data["force_include"] |= documents.packed()
        finally:
            sys.path.remove(self.root)
