"""Every example in the text engine's documentation is true."""

import doctest
import importlib
import pkgutil

import pytest

import leadline.engine.text

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(
        leadline.engine.text.__path__, "leadline.engine.text."
    )
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run_as_written(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
