"""Write the modules of leadline.client from docs/reference/openapi.json, or check them.

python -m tools.client [--check]

A module for each tag holds a class with a method for each of its operations, one under
`types/` the types of what is sent and answered. What is written by hand stands beside.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.client_methods import Operation, area_module, areas_module
from tools.client_types import types_module, used_by

ROOT = Path(__file__).parent.parent
DESCRIPTION = ROOT / "docs" / "reference" / "openapi.json"
HOME = ROOT / "src" / "leadline" / "client"
MARK = "Written by tools/client.py"


def written(description: dict[str, Any]) -> dict[str, str]:
    """Return what each written file holds, by its path inside the client."""
    schemas = description["components"]["schemas"]
    operations = [
        Operation.read(path, method, said, schemas)
        for path, methods in description["paths"].items()
        for method, said in methods.items()
    ]
    by_tag: dict[str, list[Operation]] = defaultdict(list)
    for operation in operations:
        by_tag[operation.tag].append(operation)
    homes = _homes(by_tag, schemas)
    files = {"areas.py": areas_module(sorted(by_tag))}
    for tag, some in by_tag.items():
        files[f"{tag}.py"] = area_module(tag, some, homes)
    for home in sorted(set(homes.values())):
        names = [name for name in schemas if homes.get(name) == home]
        file = f"types/{home.replace('.', '/')}.py"
        files[file] = types_module(home, names, schemas, homes)
    return _formatted(files)


def _homes(
    by_tag: dict[str, list[Operation]], schemas: dict[str, Any]
) -> dict[str, str]:
    """Return where each type is written: with its tag, or with those of several.

    What is only ever sent stands under ``sent``.
    """
    tags: dict[str, set[str]] = defaultdict(set)
    answered: set[str] = set()
    for tag, some in by_tag.items():
        there = used_by([name for one in some for name in one.answered()], schemas)
        sent = used_by([name for one in some for name in one.sent()], schemas)
        answered |= there
        for name in there | sent:
            tags[name].add(tag)
    return {
        name: ("" if name in answered else "sent.")
        + (next(iter(some)) if len(some) == 1 else "shared")
        for name, some in tags.items()
    }


def _formatted(files: dict[str, str]) -> dict[str, str]:
    """Return files in the form that the house gives every file."""
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        ruff = [sys.executable, "-m", "ruff"]
        said = [
            "--quiet",
            "--no-cache",
            "--config",
            str(ROOT / "pyproject.toml"),
            folder,
        ]
        subprocess.run([*ruff, "check", "--select", "I", "--fix", *said], check=True)
        subprocess.run([*ruff, "format", *said], check=True)
        return {name: Path(folder, name).read_text(encoding="utf-8") for name in files}


def differences() -> list[str]:
    """Return which files are not what the description says, those left over too."""
    files = written(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
    there = {
        path.relative_to(HOME).as_posix(): path.read_text(encoding="utf-8")
        for path in HOME.rglob("*.py")
    }
    left = [n for n, text in there.items() if MARK in text and n not in files]
    return sorted(left + [n for n, text in files.items() if there.get(n) != text])


def main() -> None:
    """Write the files, or end with 1 where they are not what the description says."""
    changed = differences()
    if "--check" in sys.argv:
        if changed:
            sys.exit(f"Not what the API says now: {', '.join(changed)}. Do: make docs")
        return
    files = written(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
    for name in changed:
        path = HOME / name
        if name in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[name], encoding="utf-8")
        else:
            path.unlink()


if __name__ == "__main__":
    main()
