"""Every tool: what it is called, what it does, whether it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from leadline.mcp.tools import decisions, evidence, finding, promises, roadmap


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. Its name, arguments and description are those of its function."""

    title: str
    run: Callable[..., Any]
    writes: bool = False
    called: str = ""

    @property
    def name(self) -> str:
        """What assistants call it by."""
        return self.called or self.run.__name__


TOOLS = (
    Tool("Find anything", finding.search),
    Tool("Follow the line of an item", finding.get_line),
    Tool("List needs", evidence.find_needs),
    Tool("Read a need", evidence.get_need),
    Tool("List feedback", evidence.find_feedback),
    Tool("Write down what a customer said", evidence.add_feedback, writes=True),
    Tool("Read a customer", evidence.get_customer),
    Tool("List bets", roadmap.list_all_bets, called="list_bets"),
    Tool("Read a plan", roadmap.get_plan),
    Tool("Price a bet's place in a plan", roadmap.price_a_bet),
    Tool("List decisions", decisions.find_decisions),
    Tool("Read a decision with its chair", decisions.get_decision),
    Tool("Check a proposal against decisions", decisions.check_against_decisions),
    Tool("Open a decision", decisions.open_decision, writes=True),
    Tool("Ask for a forecast", decisions.add_prediction, writes=True),
    Tool("List promises", promises.list_promises),
)
