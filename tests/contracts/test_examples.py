"""Every example in a docstring is run, and shows what it says."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import leadline
from tests.each import of_each

ROOT = Path(leadline.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(
        ".__init__"
    )
    for path in ROOT.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@of_each(MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    failed, tried = doctest.testmod(
        import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE
    )

    assert tried, "there is an example that doctest does not find"
    assert failed == 0
