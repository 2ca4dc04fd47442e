"""Lets the code of a release work on the tables of today, over PostgreSQL.

    python -m tests.released.beside v0.1.0

takes a commit or a tag, of which a tree is put aside. The code of here lays and fills
the tables, as the first machine of an upgrade does; the old code opens every kind of
page and sends every form; then the code of here opens all again, and the record has to
hold. It ends with 1 where either code failed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.postgres import server

ROOT = Path(__file__).parents[2]
WALK = Path(__file__).with_name("walk.py")
MOST = "400"
# What a first start does, and a part of the example company.
FILL = """
import os
from pathlib import Path
from leadline.cli import folder as place
from leadline.cli.context import boot
home = Path(os.environ["LEADLINE_DATA_DIR"])
place.make_folder(home)
place.make_private(home)
place.make_key(home)
boot()
place.migrate(home)
from leadline.demo import fill_plans
from leadline.demo.seed import seed
from leadline.foundation.jobs import clock
fill_plans.SEARCH_SECONDS = 1.5
seed(now=clock(), share=0.06)
"""


def run(tree: Path, environment: dict[str, str], *words: str) -> str:
    """Run Python with the code of a tree; return what it said."""
    path = os.pathsep.join([str(tree / "src"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, *words], cwd=tree, capture_output=True, text=True, check=False,
        env={**environment, "PYTHONPATH": path},
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{' '.join(words)} of {tree}:\n{done.stdout}{done.stderr}")
    return done.stdout


def walked(tree: Path, environment: dict[str, str], how: str) -> dict[str, Any]:
    """Walk through all of it with the code of a tree; return what was met."""
    found: dict[str, Any] = json.loads(run(tree, environment, str(WALK), MOST, how))
    print(f"{tree.name} {how}: {json.dumps(found, indent=1)}", flush=True)
    return found


def main() -> None:
    """Take the old code from git, and let both work on one database."""
    commit = sys.argv[1]
    with tempfile.TemporaryDirectory() as name, server() as named:
        home, old = Path(name) / "data", Path(name) / "old"
        add = ["git", "-C", str(ROOT), "worktree", "add", "--detach", str(old), commit]
        subprocess.run(add, check=True, capture_output=True)
        try:
            environment = {
                **os.environ,
                **named,
                "LEADLINE_DATA_DIR": str(home),
                "DJANGO_SETTINGS_MODULE": "leadline.config.settings",
            }
            run(old, environment, "-m", "tools.assets")
            run(ROOT, environment, "-c", FILL)
            before = walked(old, environment, "send")
            after = walked(ROOT, environment, "look")
            run(ROOT, environment, "-m", "leadline", "check")
        finally:
            drop = ["git", "-C", str(ROOT), "worktree", "remove", "--force", str(old)]
            subprocess.run(drop, check=True)
    sys.exit(1 if before["failed"] or after["failed"] else 0)


if __name__ == "__main__":
    main()
