"""The documents as pages: all are there, each link leads somewhere, none loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import resolve, reverse

from leadline.web.docs import reading
from leadline.web.docs.drawing import drawn
from leadline.web.docs.marked import Ways, to_page
from leadline.web.docs.reading import FOLDER, places
from leadline.web.docs.views import PLACES, address
from leadline.web.shell.helping import DOCUMENTS
from leadline.web.shell.rooms import every_tab
from tests.conftest import Person
from tools import documents, site

WAYS = Ways(link=str, picture=lambda name: (name, 1, 1))


class Told(HTMLParser):
    """What a page leads to, what it is called by, and what a policy would refuse."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids, self.ways, self.wrong = list[str](), list[str](), list[str]()
        self.levels, self.silent = list[int](), 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        said = {name: value or "" for name, value in attrs}
        self.ids += [said["id"]] if "id" in said else []
        self.ways += [said[name] for name in ("href", "src") if name in said]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in ("script", "style") or "style" in said or "onclick" in said:
            self.wrong.append(f"{tag} {said}")
        if tag == "img" and not said.get("alt"):
            self.wrong.append(f"a picture without words: {said}")


def inside(told: Told) -> Iterator[tuple[str, str]]:
    """Yield what leads to a page or a file of ours: its path and its anchor."""
    for way in told.ways:
        if not way.startswith(("http:", "https:", "mailto:", "/static/")):
            path, _, anchor = way.partition("#")
            yield unquote(path), anchor


def test_every_document_stands_in_the_contents_once() -> None:
    listed = [entry.slug for part in reading.contents() for entry in part.entries]
    written = {
        str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.md")
    }

    assert len(listed) == len(set(listed))
    assert written - set(places()) == set(), "name it in docs/index.md"
    assert set(places()) - written == {reading.DECISIONS}


def test_every_link_of_a_document_leads_to_a_page_and_a_heading_that_are_there() -> (
    None
):
    told = {address(slug): Told(drawn(slug, PLACES)["html"]) for slug in places()}
    files = {reverse("docs:file", args=[name]) for name in reading.files()}
    wrong = [
        f"{here}: {path}#{anchor}"
        for here, page in told.items()
        for path, anchor in inside(page)
        if path not in files
        and ((path or here) not in told or anchor not in ["", *told[path or here].ids])
    ]

    assert wrong == []
    assert len(files) > 10


def test_a_folder_of_them_holds_all_that_its_pages_lead_to(tmp_path: Path) -> None:
    names = site.write_site(tmp_path)
    told = {name: Told((tmp_path / name).read_text()) for name in names}
    wrong = []
    for name, page in told.items():
        for path, anchor in inside(page):
            there = (tmp_path / name).parent / path if path else tmp_path / name
            known = told.get(str(there.resolve().relative_to(tmp_path.resolve())))
            if not there.is_file() or (anchor and known and anchor not in known.ids):
                wrong.append(f"{name}: {path}#{anchor}")
        wrong += [f"{name}: {one}" for one in page.wrong]
        wrong += [
            f"{name}: two are called {i}" for i in page.ids if page.ids.count(i) > 1
        ]
        steps = zip(page.levels, page.levels[1:], strict=False)
        wrong += [f"{name}: h{a} before h{b}" for a, b in steps if b > a + 1]
        if page.levels.count(1) != 1:
            wrong.append(f"{name}: {page.levels.count(1)} titles")

    assert wrong == []
    assert len(names) == len(places()) > 100


def test_what_marks_mean() -> None:
    text = (
        "# A *title*\n\n## Two, so\n\n## Two, so\n\n### A `code`\n\n"
        "[x](#two-so) <b>no</b>\n\n"
        "| | b |\n|---|--:|\n| 1 | 2 |\n\n| | |\n|---|---|\n| ![p](p.png) | q |\n\n"
        "```sh\na < b\n```\n"
    )
    marked = to_page(text, WAYS)

    assert marked.title == "A title"
    assert [(h.level, h.anchor) for h in marked.heads] == [
        (2, "two-so"), (2, "two-so-1"), (3, "a-code"),
    ]  # fmt: skip
    assert (
        '<h3 id="a-code"><a href="#a-code">A <code>code</code></a></h3>' in marked.html
    )
    assert "&lt;b&gt;no&lt;/b&gt;" in marked.html
    assert '<td class="right">2</td>' in marked.html
    assert re.findall("<th .*?</th>|<th>.*?</th>", marked.html) == [
        '<th class="right">b</th>'
    ], "a head that says nothing is none"
    assert '<pre class="code" tabindex="0"><code>a &lt; b</code></pre>' in marked.html
    assert '<img src="p.png" alt="p" width="1" height="1" loading="lazy"' in marked.html


def test_anybody_reads_them_and_is_told_where_they_stood_before() -> None:
    browser = Client()
    first = browser.get("/docs/methods/chair/")

    assert first.status_code == 200
    assert "Set-Cookie" not in first.headers
    assert browser.get("/docs/").status_code == 200
    again = browser.get("/docs/methods/chair/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
    assert browser.post("/docs/methods/chair/").status_code == 405
    assert '<a rel="prev" href="/docs/methods/evidence/">' in first.text
    assert (
        '<a class="push" rel="next" href="/docs/methods/decided-before/">' in first.text
    )


def test_nothing_but_documents_is_given_out() -> None:
    browser = Client()
    for path in (
        "/docs/nothing/", "/docs/files/index.md", "/docs/../settings/",
        "/docs/files/../../pyproject.toml", "/docs/files/%2e%2e/secret.key",
        "/docs/files/images/", "/docs/methods/../../README/",
    ):  # fmt: skip
        assert browser.get(path).status_code == 404, path


def test_pictures_are_kept_by_whoever_asks() -> None:
    browser = Client()
    picture = browser.get("/docs/files/images/today.png")

    assert picture["Content-Type"] == "image/png"
    assert picture["Cache-Control"] == "public, max-age=3600"
    again = browser.get(
        "/docs/files/images/today.png", HTTP_IF_NONE_MATCH=picture["ETag"]
    )
    assert again.status_code == 304
    described = browser.get("/docs/files/reference/openapi.json")
    assert described.json()["openapi"].startswith("3.1")


@pytest.mark.django_db
def test_a_member_reads_them_in_their_own_theme_and_finds_them_in_the_menu(
    ana: Person,
) -> None:
    ana.user.theme = "dark"
    ana.user.save()
    page = ana.browser.get("/docs/").text
    here = ana.browser.get(reverse("evidence:needs", args=[ana.actor.workspace_id]))

    assert '<html lang="en" data-theme="dark">' in page
    assert "csrf" not in page
    assert '<a href="/docs/methods/clustering/">' in here.text


def test_help_leads_from_tabs_to_documents_that_there_are() -> None:
    tabs = {tab.name for _, tab in every_tab()}

    assert set(DOCUMENTS) <= tabs
    assert set(DOCUMENTS.values()) <= set(places())


def test_the_wheel_takes_along_what_the_pages_are_made_of() -> None:
    packed = documents.packed()
    there = reading.PACKED.relative_to(Path(reading.__file__).parents[3])

    assert there == documents.PLACE
    for name in [*reading.files(), *(f"{slug}.md" for slug in places())]:
        if name != f"{reading.DECISIONS}.md":
            assert packed[str(FOLDER / name)] == str(there / name)


def test_links_of_pages_to_documents_lead_to_some() -> None:
    templates = Path(reading.__file__).parents[1] / "templates"
    said = {
        slug
        for path in templates.rglob("*.html")
        for slug in re.findall(r"(?:'docs:page' '| help=\")([\w/-]+)", path.read_text())
    }

    assert len(said) > 12
    assert said <= set(places())
    assert resolve("/docs/api/").url_name == "page"
