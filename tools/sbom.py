"""What a wheel is made of, in CycloneDX: every package of ``requirements.lock``.

    python -m tools.sbom FILE

The wheel carries it in ``.dist-info/sboms`` (PEP 770), so that who scans a machine
finds what runs there. The same lock gives the same file.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = "leadline.cdx.json"
VERSION = re.compile(r"(?m)^## (\d+\.\d+\.\d+)")


def write_sbom(target: Path) -> None:
    """Write the bill of materials; the program that makes it comes with the build."""
    made = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"),
            *(str(ROOT / "requirements.lock"), "--output-reproducible"),
            *("--pyproject", str(ROOT / "pyproject.toml"), "--of", "JSON"),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    bill = json.loads(made.stdout)
    version = VERSION.search((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert version is not None
    about = bill["metadata"]["component"]
    about |= {"version": version[1], "purl": f"pkg:pypi/leadline@{version[1]}"}
    for part in bill["components"]:
        del part["description"]  # the line of the lock, word by word
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill, indent=1, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    write_sbom(Path(sys.argv[1]))
