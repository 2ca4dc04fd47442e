"""The front before the pages: slow, long and many requests, slow readers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from leadline.web.front.limits import Limits
from tests.web.fronts import FEW, Asked, Pages, ask, front, run


@pytest.fixture
def pages() -> Iterator[Pages]:
    pages = Pages()
    yield pages
    pages.free.set()


def test_a_request_without_a_body_is_answered(pages: Pages) -> None:
    got = run(ask(front(pages), accept="text/html", x_forwarded_for="1.2.3.4"))

    assert (got.status, got.body, got.is_whole) == (200, b"a page", True)
    environ = pages.asked[0]
    assert environ["REMOTE_ADDR"] == "192.0.2.7"
    assert environ["QUERY_STRING"] == "a=1"
    assert environ["HTTP_ACCEPT"] == "text/html"
    assert "HTTP_X_FORWARDED_FOR" not in environ, "an underscore is no hyphen"


@pytest.mark.parametrize("number", [8, 64])
def test_slow_bodies_take_no_thread_and_end(pages: Pages, number: int) -> None:
    limits = replace(FEW, body_grace=2.0, body_seconds=2.0)

    async def attacked() -> tuple[Asked, list[Asked]]:
        one = front(pages, limits=limits)
        slow = [
            asyncio.create_task(
                ask(one, "POST", "/slow", pieces=[(0, b"a="), (9, b".")])
            )
            for _ in range(number)
        ]
        await asyncio.sleep(0.05)
        sign_in = await ask(one, "POST", "/sign-in/", pieces=[(0, b"a=b.")])
        assert not any(one.done() for one in slow), "it did not wait for them"
        return sign_in, await asyncio.gather(*slow)

    sign_in, slow = run(attacked())

    assert sign_in.status == 200
    assert {a.status for a in slow} == {408}
    assert pages.served("/slow") == 0


def test_a_body_that_drips_ends_and_one_that_keeps_up_passes(pages: Pages) -> None:
    async def both() -> tuple[Asked, Asked]:
        one = front(pages)
        drip = [(0.05, b"x")] * 40
        steady = [(0.05, b"x" * 100)] * 10 + [(0.0, b".")]
        return await ask(one, "POST", pieces=drip), await ask(
            one, "POST", pieces=steady
        )

    dripping, steady = run(both())

    assert dripping.status == 408
    assert steady.status == 200
    assert pages.bodies[-1] == b"x" * 1000 + b"."


def test_no_body_may_take_for_ever_however_steady(pages: Pages) -> None:
    steady = [(0.05, b"x" * 1000)] * 40

    got = run(ask(front(pages), "POST", pieces=steady))

    assert (got.status, got.seconds > 0.9) == (408, True)


def test_a_long_body_waits_on_the_disk(pages: Pages) -> None:
    big = b"x" * 90_000 + b"."

    run(ask(front(pages), "POST", pieces=[(0, big)]))

    assert pages.bodies == [big]
    assert pages.asked[0]["wsgi.input"]._rolled, "in memory up to 64 KB only"
    assert pages.asked[0]["CONTENT_LENGTH"] == str(len(big))
    assert pages.asked[0]["wsgi.input"].closed


FILE = {"content-type": "multipart/form-data; boundary=b"}
ME = {"cookie": "sessionid=x"}


@pytest.mark.parametrize(
    ("size", "headers", "status"),
    [
        (90_000, {}, 200),
        (110_000, {}, 413),
        (110_000, ME, 200),
        (210_000, ME, 413),
        (110_000, FILE, 413),
        (390_000, FILE | ME, 200),
        (410_000, FILE | ME, 413),
    ],
)
@pytest.mark.parametrize("is_announced", [True, False])
def test_how_long_a_body_may_be(
    pages: Pages, size: int, headers: dict[str, str], status: int, is_announced: bool
) -> None:
    said = {"content-length": str(size)} if is_announced else {}
    pieces = [(0.0, b"x" * 10_000)] * (size // 10_000 - 1) + [
        (0.0, b"x" * 9_999 + b".")
    ]

    got = run(ask(front(pages), "POST", pieces=pieces, **headers, **said))

    assert got.status == status
    assert pages.served() == (status == 200)


def test_too_many_open_bodies_are_refused_and_pages_go_on(pages: Pages) -> None:
    async def attacked() -> tuple[Asked, Asked]:
        one = front(pages)
        slow = [
            asyncio.create_task(ask(one, "POST", "/slow", pieces=[(9, b".")]))
            for _ in range(70)
        ]
        await asyncio.sleep(0.02)
        answers = await ask(one, "POST", pieces=[(0, b".")]), await ask(one)
        await asyncio.gather(*slow)
        return answers

    change, page = run(attacked())

    assert (change.status, page.status) == (503, 200)


def test_pages_are_read_while_every_change_waits(pages: Pages) -> None:
    limits = Limits(threads=3, changes=2, wait_seconds=0.5, queue=3, work_seconds=20)

    async def attacked() -> tuple[Asked, Asked, list[Asked]]:
        one = front(pages, limits=limits)
        writers = [
            asyncio.create_task(ask(one, "POST", "/hang", pieces=[(0, b".")]))
            for _ in range(2)
        ]
        await asyncio.sleep(0.05)
        page = await ask(one)
        more = [
            asyncio.create_task(ask(one, "POST", "/more", pieces=[(0, b"typed.")]))
            for _ in range(3)
        ]
        await asyncio.sleep(0.02)
        at_once = await ask(one, "POST", "/full", pieces=[(0, b".")])
        assert not any(one.done() for one in more), "it was not let wait"
        late = await asyncio.gather(*more)
        pages.free.set()
        assert {a.status for a in await asyncio.gather(*writers)} == {200}
        assert (await ask(one, "POST", "/after", pieces=[(0, b".")])).status == 200
        return page, at_once, late

    page, at_once, late = run(attacked())

    assert page.status == 200
    assert at_once.status == 503
    assert {(a.status, a.headers["connection"]) for a in late} == {(503, "close")}
    assert pages.bodies.count(b"typed.") == 3, (
        "the page that says so has what was typed"
    )


def test_250_at_once_wait_for_their_turn(pages: Pages) -> None:
    async def answers() -> list[Asked]:
        one = front(pages, limits=Limits())
        changes = [ask(one, "POST", pieces=[(0, b".")]) for _ in range(50)]
        return await asyncio.gather(*changes, *(ask(one) for _ in range(200)))

    assert {answer.status for answer in run(answers())} == {200}


def test_a_page_that_takes_too_long_gives_its_place_back(pages: Pages) -> None:
    stuck: list[float] = []

    async def attacked() -> list[Asked]:
        one = front(pages, on_stuck=lambda: stuck.append(time.monotonic()))
        late = [await ask(one, path="/hang") for _ in range(2)]
        assert (await ask(one)).status == 200
        assert stuck == []
        late.append(await ask(one, path="/hang"))
        assert len(stuck) == 1
        pages.free.set()
        await asyncio.sleep(0.1)
        assert one.late == 0
        return late

    assert {a.status for a in run(attacked())} == {504}


def test_a_file_made_as_it_is_sent_arrives_whole(pages: Pages) -> None:
    got = run(ask(front(pages), path="/stream"))

    assert (got.status, got.is_whole, got.body) == (200, True, b"x" * 2_000_000)


def test_slow_readers_hold_no_thread(pages: Pages) -> None:
    limits = replace(FEW, queue=20, wait_seconds=5)

    async def attacked() -> tuple[Asked, int]:
        one = front(pages, limits=limits)

        async def slowly() -> None:
            await asyncio.sleep(0.05)

        readers = [
            asyncio.create_task(ask(one, path="/stream", reads=slowly))
            for _ in range(10)
        ]
        await asyncio.sleep(0.3)
        page = await ask(one)
        waiting = sum(not reader.done() for reader in readers)
        assert {a.body for a in await asyncio.gather(*readers)} == {b"x" * 2_000_000}
        return page, waiting

    page, waiting = run(attacked())

    assert (page.status, waiting) == (200, 10)


def test_a_reader_who_takes_nothing_is_let_go(pages: Pages) -> None:
    async def never() -> None:
        await asyncio.sleep(60)

    got = run(ask(front(pages), path="/stream", reads=never))

    assert (got.body, got.is_whole, got.seconds < 30) == (b"", False, True)


def test_a_file_that_breaks_off_is_not_ended(pages: Pages) -> None:
    got = run(ask(front(pages), path="/stream/broken"))

    assert (len(got.body), got.is_whole) == (2_000_000, False)


def test_an_address_that_is_no_pages_is_not_looked_at(pages: Pages) -> None:
    got = run(ask(front(pages), path="/" + "a" * 60_000))

    assert (got.status, got.is_whole, pages.asked) == (414, True, [])
    assert run(ask(front(pages), path="/" + "a" * 8_000)).status == 200


def test_a_body_that_breaks_off_is_said_to(pages: Pages) -> None:
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"",
        "http_version": "1.1", "headers": [(b"transfer-encoding", b"chunked")],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    run(front(pages)(scope, receive, send))

    assert (sent[0]["status"], pages.asked) == (400, [])
