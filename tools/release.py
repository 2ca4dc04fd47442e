"""Fold the fragments of changelog.d/ into CHANGELOG.md under a new version.

The chart of deploy/ brings that version from then on.

python tools/release.py 0.2.0
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHANGELOG = ROOT / "CHANGELOG.md"
CHART = ROOT / "deploy" / "helm" / "leadline" / "Chart.yaml"


def main() -> None:
    """Write the new section; the fragments go."""
    version = sys.argv[1] if len(sys.argv) > 1 else ""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        sys.exit("Name the version: make release VERSION=0.2.0")
    text = CHANGELOG.read_text(encoding="utf-8")
    if f"## {version}\n" in text:
        sys.exit(f"CHANGELOG.md has {version} already.")
    fragments = sorted((ROOT / "changelog.d").glob("*.md"))
    lines = [path.read_text(encoding="utf-8").strip() for path in fragments]
    if not lines:
        sys.exit("changelog.d is empty: there is nothing to release.")
    entries = "\n".join(f"- {line.removeprefix('- ')}" for line in lines)
    head, old = text.split("\n## ", 1)
    CHANGELOG.write_text(
        f"{head}\n## {version}\n\n{entries}\n\n## {old}", encoding="utf-8"
    )
    for path in fragments:
        path.unlink()
    chart = CHART.read_text(encoding="utf-8")
    for line in ("version: ", 'appVersion: "'):
        chart = re.sub(rf"(?m)^({line})\d+\.\d+\.\d+", rf"\g<1>{version}", chart)
    CHART.write_text(chart, encoding="utf-8")
    print(f"{version}: {len(lines)} changes. Look at it, commit, tag.")


if __name__ == "__main__":
    main()
