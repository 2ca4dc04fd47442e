"""Writes a small folder of this version for the versions to come."""

from __future__ import annotations

import os
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.released import archive

WORDS = "The crane is slow, ünï, in hall {}"


def fill() -> None:
    """Let an owner do a little of much; what an owner does is what is to stay."""
    from leadline.accounts.actions import set_up, start_job
    from leadline.accounts.types import Actor, Role
    from leadline.decisions import actions as decisions
    from leadline.decisions.types import DecisionIn
    from leadline.evidence import actions as evidence
    from leadline.evidence.types import FeedbackIn
    from leadline.foundation.jobs import clock

    workspace, user = set_up(
        workspace_name="Acme", owner_email="olu@example.com", owner_name="Olu",
        now=clock(),
    )  # fmt: skip
    actor = Actor(workspace, user, Role.OWNER, "cli")
    for number in range(12):
        piece = FeedbackIn(WORDS.format(number), customer_name=f"Firm {number % 3}")
        evidence.record_feedback(actor=actor, piece=piece, now=clock())
    evidence.create_need(actor=actor, statement="Lift without waiting", now=clock())
    decisions.create_decision(
        actor=actor, decision=DecisionIn("Raise the licence?"), now=clock()
    )
    start_job(actor=actor, kind="evidence.group_feedback", args={})


def main() -> None:
    """Make the folder, back it up, and let it go."""
    target = archive(sys.argv[1] if len(sys.argv) > 1 else version("leadline"))
    if target.exists():
        sys.exit(f"{target.name} is there already; a released folder stays as it is.")
    os.environ.pop("LEADLINE_DATABASE_URL", None)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "data"
        os.environ["LEADLINE_DATA_DIR"] = str(home)
        from leadline.cli import folder as place
        from leadline.cli.context import boot

        place.make_folder(home)
        place.make_private(home)
        place.make_key(home)
        boot()
        from leadline.accounts.queries import list_heads
        from leadline.foundation.backups import write_archive
        from leadline.foundation.jobs import clock

        place.migrate(home)
        fill()
        write_archive(home, target, made_at=clock(), list_heads=list_heads)
    target.chmod(0o644)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
