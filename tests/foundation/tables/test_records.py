from __future__ import annotations

import doctest
import json
from pathlib import Path
from typing import Any

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import chats, flatten, read_table, sniff_table
from tests.foundation.tables.reading import brought, cells_of

ONE = {"id": 1, "text": "The list is far too slow"}
TWO = {"id": 2, "text": "Please add a dark theme"}
ROWS = [["1", "The list is far too slow"], ["2", "Please add a dark theme"]]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "document",
    [
        [ONE, TWO],
        {"tickets": [ONE, TWO], "next_page": None, "count": 2},
        {"meta": {"n": 2}, "result": {"items": [ONE, TWO], "users": [{"name": "Ann"}]}},
        [{"page": [ONE], "next": "b"}, {"page": [TWO], "next": None}],
        {"data": [{"type": "t", "attributes": ONE}, {"type": "t", "attributes": TWO}]},
        {"edges": [{"node": ONE}, {"node": TWO}]},
    ],
)
def test_the_records_of_an_answer_are_found(
    tmp_path: Path, document: Any, indent: int | None
) -> None:
    path = brought(tmp_path, json.dumps(document, indent=indent))
    shape = sniff_table(path)
    places = [shape.columns.index(name) for name in ("id", "text")]

    assert [[row.cells[p] for p in places] for row in read_table(path, shape)] == ROWS


def test_records_kept_by_their_key_are_found(tmp_path: Path) -> None:
    path = brought(
        tmp_path, json.dumps({"k1": {"text": "Slow"}, "k2": {"text": "Late"}})
    )

    assert cells_of(path) == [["k1", "Slow"], ["k2", "Late"]]


def test_a_single_object_is_one_record(tmp_path: Path) -> None:
    assert cells_of(brought(tmp_path, json.dumps(ONE))) == ROWS[:1]
    assert cells_of(brought(tmp_path, json.dumps(ONE, indent=1))) == ROWS[:1]


def test_the_list_with_the_prose_is_meant_and_told(tmp_path: Path) -> None:
    board = {
        "members": [{"id": n, "name": f"member{n}"} for n in range(9)],
        "cards": [{"id": "c", "name": "A dark theme", "desc": "for work at night"}],
    }

    shape = sniff_table(brought(tmp_path, json.dumps(board)))

    assert shape.columns == ("id", "name", "desc")
    assert "“cards”" in shape.notes[0]
    assert "members" in shape.notes[0]


def test_lists_become_names_or_stay_json(tmp_path: Path) -> None:
    record = {
        "labels": [{"id": 3, "name": "map"}, {"id": 4, "name": "list"}],
        "parts": {"type": "part.list", "parts": [{"name": "one"}]},
        "comments": [{"id": 5, "body": "We look into it for you"}],
        "title": {"label": "Slow"},
        "text": {"type": "doc", "content": [{"type": "paragraph", "content": [
            {"type": "text", "text": "It is "}, {"type": "text", "text": "slow"}]}]},
    }  # fmt: skip
    path = brought(tmp_path, json.dumps([record]))
    shape = sniff_table(path)
    cells = dict(zip(shape.columns, cells_of(path)[0], strict=True))

    assert (cells["labels"], cells["title"], cells["text"]) == (
        "map, list", "Slow", "It is slow",
    )  # fmt: skip
    assert cells["parts"] == "one"
    assert json.loads(cells["comments"]) == record["comments"]
    assert shape.json_columns == ("comments",)
    assert "comments" in shape.notes[-1]


def test_a_wrapper_does_not_hide_a_field_of_the_same_name() -> None:
    assert flatten.flat({"id": "a", "fields": {"id": "b", "text": "c"}}) == {
        "id": "a",
        "text": "c",
        "fields.id": "b",
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[" * 5000, "nested too deeply|not JSON"),
        ('{"a":' * 2000 + "1" + "}" * 2000, "nested too deeply"),
        ('{"a": 1', "not JSON"),
        ('[{"a": 1}, 5]', "Record 2 is not a JSON object"),
        ('"words"\n{"a": 1}', ""),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, content: str, reason: str) -> None:
    path = brought(tmp_path, content)
    if not reason:
        assert sniff_table(path).format != "json"
        return

    with pytest.raises(Invalid, match=reason):
        list(read_table(path, sniff_table(path)))


def test_a_chat_gives_what_people_wrote(tmp_path: Path) -> None:
    def said(text: str, **more: str) -> dict[str, str]:
        return {
            "type": "message",
            "user": "U1",
            "text": text,
            "ts": "1767322800.0001",
        } | more

    day = [
        said("See <https://a.example/x|the map> &amp; ask <@U2>"),
        said("<@U1> has joined", subtype="channel_join"),
        said("Deployed", bot_id="B1"),
        said("again", thread_ts="1767322700.0001"),
    ]
    path = brought(tmp_path, json.dumps(day))
    shape = sniff_table(path)
    rows = list(read_table(path, shape))

    assert shape.format == "chat"
    assert [(row.number, row.cells[2]) for row in rows] == [
        (1, "See the map & ask @U2"),
        (4, "again"),
    ]
    assert rows[0].cells[3] == "2026-01-02T03:00:00+00:00"
    assert shape.notes == (
        "2 messages of the chat itself (joins, topics, bots) are left out.",
    )
    assert list(read_table(path, shape, skip=1)) == rows[1:]


def test_a_chat_of_machines_only_is_told(tmp_path: Path) -> None:
    day = [{"type": "message", "bot_id": "B", "text": "x", "ts": "1767322800.0001"}]

    with pytest.raises(Invalid, match="no person"):
        sniff_table(brought(tmp_path, json.dumps(day)))


@pytest.mark.parametrize("module", [flatten, chats])
def test_the_examples_in_the_docstrings_hold(module: Any) -> None:
    assert doctest.testmod(module).failed == 0
