"""Every template can be read: each tag and filter it uses is loaded."""

from __future__ import annotations

from pathlib import Path

from django.template import engines

import leadline.web
from tests.each import of_each

ROOT = Path(leadline.web.__file__).parent / "templates"
NAMES = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.html"))]


@of_each(NAMES)
def test_a_template_is_read(name: str) -> None:
    engines["django"].get_template(name)
