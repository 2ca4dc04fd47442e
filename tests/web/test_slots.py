"""The line before the threads: its order, its ends, and that nothing leaks from it."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace

import pytest

from leadline.web.front.refusals import Refused
from leadline.web.front.slots import Slots
from tests.web.fronts import FEW, run


async def in_turn(slots: Slots, kinds: str) -> str:
    """Return who got the one thread in which order; capitals are changes."""
    first = await slots.take(is_change=False)
    order: list[str] = []

    async def one(name: str) -> None:
        give_back = await slots.take(is_change=name.isupper())
        order.append(name)
        await asyncio.sleep(0)
        give_back()

    tasks = [asyncio.create_task(one(name)) for name in kinds]
    await asyncio.sleep(0)
    first()
    await asyncio.gather(*tasks)
    return "".join(order)


def test_a_change_stands_in_the_same_line_as_a_page() -> None:
    limits = replace(FEW, threads=1, changes=1, queue=9, wait_seconds=20)

    assert run(in_turn(Slots(limits), "aBCdEf")) == "aBCdEf"


def test_a_page_passes_a_change_that_may_not_go_on() -> None:
    async def asked() -> bool:
        slots = Slots(replace(FEW, threads=2, changes=1, wait_seconds=20))
        await slots.take(is_change=True)
        change = asyncio.create_task(slots.take(is_change=True))
        await asyncio.sleep(0)
        (await slots.take(is_change=False))()
        return change.done() or not change.cancel()

    assert run(asked()) is False


@pytest.mark.parametrize("waiting", [1, 2])
def test_the_line_has_an_end(waiting: int) -> None:
    async def asked() -> list[object]:
        slots = Slots(replace(FEW, threads=1, queue=waiting, wait_seconds=0.05))
        await slots.take(is_change=False)
        tasks = [slots.take(is_change=False) for _ in range(waiting + 1)]
        return await asyncio.gather(*tasks, return_exceptions=True)

    assert [type(end) for end in run(asked())] == [Refused] * (waiting + 1)


def test_who_gives_up_in_any_moment_leaves_every_place_behind() -> None:
    chance = random.Random(12)

    async def asked() -> Slots:
        slots = Slots(replace(FEW, threads=3, changes=2, queue=500, wait_seconds=0.01))

        async def one(is_change: bool, held: float) -> None:
            give_back = await slots.take(is_change=is_change)
            try:
                await asyncio.sleep(held)
            finally:
                give_back()
                give_back()

        tasks = [
            asyncio.create_task(one(chance.random() < 0.5, chance.random() / 100))
            for _ in range(300)
        ]
        for task in chance.sample(tasks, 100):
            await asyncio.sleep(chance.random() / 2000)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return slots

    slots = run(asked())

    assert (slots.threads, slots.changes, slots.line) == (3, 2, {})
