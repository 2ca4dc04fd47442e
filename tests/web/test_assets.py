"""What the browser loads: made once, named by content, small."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from leadline.web.shell import assets
from leadline.web.shell.storage import HashedStorage


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("static")
    assets.build_assets(target)
    return target


def test_a_build_names_every_file_by_its_content(built: Path) -> None:
    names = json.loads((built / "staticfiles.json").read_text())["paths"]

    assert set(assets.PARTS) <= set(names)
    assert all((built / name).exists() for name in names.values())
    assert all(name != plain for plain, name in names.items())


def test_a_second_build_of_the_same_version_does_nothing(built: Path) -> None:
    stamp = (built / "build.key").stat().st_mtime_ns

    assets.build_assets(built)

    assert assets.is_built(built)
    assert (built / "build.key").stat().st_mtime_ns == stamp


def test_a_build_without_its_stamp_counts_as_none(tmp_path: Path) -> None:
    assert not assets.is_built(tmp_path)


def test_a_first_load_without_charts_is_under_135_kb(built: Path) -> None:
    parts = [name for name in assets.PARTS if name != "web/vega.js"]

    weight = sum(
        len(content)
        if name.endswith("woff2")
        else len(gzip.compress(content, compresslevel=9))
        for name in parts
        for content in [(built / name).read_bytes()]
    )

    assert weight < 135_000


def test_the_stylesheet_leaves_out_what_only_people_read(built: Path) -> None:
    names = json.loads((built / "staticfiles.json").read_text())["paths"]
    css = (built / names["web/leadline.css"]).read_text()
    assert "/*" not in css
    assert "\n " not in css


def test_the_stylesheet_names_fonts_that_are_there(built: Path) -> None:
    names = json.loads((built / "staticfiles.json").read_text())["paths"]
    css = (built / names["web/leadline.css"]).read_text()

    for font in ("web/fonts/inter.woff2", "web/fonts/source-serif.woff2"):
        assert f'url("{names[font].removeprefix("web/")}")' in css


def test_names_are_plain_until_something_is_built(
    tmp_path: Path, built: Path, settings: object
) -> None:
    before = HashedStorage(location=tmp_path, base_url="/static/")
    after = HashedStorage(location=built, base_url="/static/")

    assert before.url("web/leadline.css") == "/static/web/leadline.css"
    assert after.url("web/leadline.css") != "/static/web/leadline.css"


def test_a_made_part_is_found_by_name_and_nothing_else_is() -> None:
    found = finders.find("web/leadline.css")

    assert found is not None
    assert Path(found) == assets.workshop() / "web/leadline.css"
    assert assets.MadeFinder().find("web/css/tokens.css") == []


def test_our_own_script_stays_small() -> None:
    lines = [len(path.read_text().splitlines()) for path in assets.scripts()]

    assert sum(lines) < 1000
