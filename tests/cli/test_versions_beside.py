"""Which version may go on, for a while, on the tables of a later one."""

from __future__ import annotations

from leadline.cli.machines import is_beside


def test_versions_of_every_kind_are_compared() -> None:
    cases = {
        ("0.1.0", "0.2.0", "0.1.0"): True,
        ("0.0.9", "0.2.0", "0.1.0"): False,
        ("0.2.0", "0.2.0", "0.1.0"): False,
        ("0.10.0", "0.11.0", "0.9.0"): True,
        ("0.2.0rc1", "0.2.0", "0.1.0"): True,
        ("0.2.0", "0.2.0rc1", "0.1.0"): False,
        ("0.2.0rc1", "0.2.0rc2", "0.2.0rc1"): True,
        ("0.2.0.dev3+g1a2b", "0.2.0", "0.1"): True,
        ("0.2.0.post1", "0.3", "0.2.0"): True,
        ("0.1.0", "next", "0.1.0"): False,
        ("0.1.0", "0.2.0", ""): False,
    }
    seen = {
        case: is_beside(case[0], version=case[1], earliest=case[2]) for case in cases
    }

    assert seen == cases
