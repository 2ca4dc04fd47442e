"""A language model of the operator's own, at an OpenAI-compatible address.

Off unless the operator names one. What is sent leaves this machine, so only what a
caller hands over goes, by the rules of :mod:`leadline.foundation.fetch`; neither the
key nor what is said stands in a message or a log.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import Sent, send

LARGEST = 1024 * 1024
SECONDS = 90
MOST_TOKENS = 4000
Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Where a model answers, what it is called, and the key that opens it."""

    address: str
    name: str
    key: str = field(default="", repr=False)
    may_be_private: bool = False

    @property
    def host(self) -> str:
        """The server that what is asked goes to, as people know it."""
        return urlsplit(self.address).hostname or ""


def operators_model() -> LanguageModel | None:
    """Return the model that the operator named, or nothing."""
    if not settings.LLM_URL:
        return None
    return LanguageModel(
        settings.LLM_URL,
        settings.LLM_MODEL,
        settings.LLM_KEY,
        settings.LLM_PRIVATE_ADDRESS,
    )


def ask_model(
    model: LanguageModel, messages: Sequence[Message], seconds: float = SECONDS
) -> str:
    """Return what the model says.

    Raises ``Invalid`` when it cannot be reached, is too slow, says too much, or
    answers something that is no chat completion.
    """
    headers = {"Content-Type": "application/json"}
    if model.key:
        headers["Authorization"] = f"Bearer {model.key}"
    body = {
        "model": model.name,
        "messages": list(messages),
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }
    answer = send(
        f"{model.address.rstrip('/')}/chat/completions",
        Sent(json.dumps(body).encode(), headers),
        largest=LARGEST,
        seconds=seconds,
        allow_private=model.may_be_private,
    )
    try:
        said = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        said = None
    if not isinstance(said, str):
        raise Invalid("The language model answered something that cannot be read.")
    return said
