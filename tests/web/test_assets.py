"""What the browser loads: made once, named by content, small."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from leadline.web.shell.storage import HashedStorage
from tools import assets, fonts

PARTS = ["web/leadline.css", "web/leadline.js", "web/img/mark.svg", *assets.FONTS]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("static")
    assets.build(target)
    return target


def test_a_build_names_every_file_by_its_content(built: Path) -> None:
    names = json.loads((built / "staticfiles.json").read_text())["paths"]

    assert set(PARTS) <= set(names)
    assert all((built / name).exists() for name in names.values())
    assert all(name != plain for plain, name in names.items())


def test_a_second_build_changes_nothing_and_keeps_nothing_old(built: Path) -> None:
    def files() -> dict[str, bytes]:
        return {
            str(path): path.read_bytes() for path in built.rglob("*") if path.is_file()
        }

    before = files()
    (built / "web" / "leadline.0123456789ab.css").touch()

    assets.build(built)

    assert files() == before
    assert assets.is_built(built)


def test_a_build_of_other_sources_is_old(built: Path, tmp_path: Path) -> None:
    (tmp_path / assets.STAMP).write_text("of other sources")

    assert assets.is_built(built)
    assert not assets.is_built(tmp_path)


def test_a_build_without_its_stamp_counts_as_none(tmp_path: Path) -> None:
    assert not assets.is_built(tmp_path)


def test_a_first_load_is_under_136_kb(built: Path) -> None:
    weight = sum(
        len(content)
        if name.endswith("woff2")
        else len(gzip.compress(content, compresslevel=9))
        for name in PARTS
        for content in [(built / name).read_bytes()]
    )

    assert weight < 136_000


def test_a_font_is_cut_alike_each_time(built: Path) -> None:
    again = fonts.cut_font(fonts.SOURCE_SERIF)

    assert again.startswith(b"wOF2")
    assert again == (built / "web/fonts/source-serif.woff2").read_bytes()


def test_styles_and_scripts_leave_out_what_only_people_read(built: Path) -> None:
    names = json.loads((built / "staticfiles.json").read_text())["paths"]
    css = (built / names["web/leadline.css"]).read_text()
    js = (built / names["web/leadline.js"]).read_text()
    assert "/*" not in css
    assert "\n " not in css
    assert [line for line in js.splitlines() if line.strip().startswith("//")] == []


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


def test_a_built_file_is_found_by_its_name_and_a_source_is_not() -> None:
    found = finders.find("web/leadline.css")

    assert found is not None
    assert Path(found) == assets.BUILT / "web/leadline.css"
    assert finders.find("web/css/tokens.css") is None


def test_our_own_script_stays_small() -> None:
    lines = [len(path.read_text().splitlines()) for path in assets.scripts()]

    assert sum(lines) < 1800
