"""Several processes write to one audit log at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.worker import Folder

pytestmark = pytest.mark.sqlite

SET_UP = """
answer = actions.set_up(
    workspace_name="Acme", owner_email="olu@example.com", owner_name="Olu", now=clock()
)
"""
WRITE = """
actor = Actor(workspace, user, Role.OWNER, "test")
for number in range(40):
    actions.add_product(actor=actor, name=f"{writer} {number}")
"""
READ = """
from leadline.accounts.queries import verify_chain
report = verify_chain(workspace_id=workspace)
answer = [report.good, report.broken_at, report.why]
"""


def test_three_writers_make_one_chain(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    workspace, user = folder.python(SET_UP)

    def write(writer: str) -> None:
        folder.python(WRITE, workspace=workspace, user=user, writer=writer)

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, ["Rudder", "Keel", "Mast"]))

    assert folder.python(READ, workspace=workspace) == [1 + 3 * 40, None, ""]
