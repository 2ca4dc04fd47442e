"""A language model of the operator's own: reached, refused, and never told on."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.language_model import (
    LARGEST,
    LanguageModel,
    ask_model,
    operators_model,
)

KEY = "a-key-nobody-may-read"
ASKED = [{"role": "user", "content": "Where do these words stand?"}]


class Model(BaseHTTPRequestHandler):
    """Answers by the name of the model that is asked for, and keeps what it heard."""

    heard: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.heard.append(
            {"path": self.path, "key": self.headers.get("Authorization"), **body}
        )
        name = body["model"]
        if name == "slow":
            time.sleep(2)
        status = int(name) if name.isdecimal() else 200
        said = {"choices": [{"message": {"content": "neither"}}]}
        content = {
            "odd": b"[]",
            "text": b"<p>hello</p>",
            "none": json.dumps({"choices": []}).encode(),
            "deep": b"[" * 200_000,
            "large": b" " * (LARGEST + 1),
        }.get(name, json.dumps(said).encode())
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/v1/chat/completions")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.handle_error = lambda *_: None  # a client that hangs up is what is tested
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def model(
    address: str, name: str = "good", may_be_private: bool = True
) -> LanguageModel:
    return LanguageModel(address, name, KEY, may_be_private)


def test_it_is_asked_with_its_key_and_says_what_it_says(address: str) -> None:
    assert ask_model(model(address), ASKED) == "neither"
    heard = Model.heard[-1]
    assert heard["path"] == "/v1/chat/completions"
    assert heard["key"] == f"Bearer {KEY}"
    assert (heard["messages"], heard["temperature"]) == (ASKED, 0)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("odd", "cannot be read"),
        ("text", "cannot be read"),
        ("none", "cannot be read"),
        ("deep", "cannot be read"),
        ("large", "larger than 1 MB"),
        ("401", "answered 401"),
        ("302", "answered 302"),
        ("500", "answered 500"),
        ("slow", "did not answer in time|connection failed"),
    ],
)
def test_what_goes_wrong_is_said_without_key_address_or_words(
    address: str, name: str, says: str
) -> None:
    with pytest.raises(Invalid, match=says) as fault:
        ask_model(model(address, name), ASKED, seconds=0.5 if name == "slow" else 30)

    told = f"{fault.value!r} {fault.value.__cause__!r}"
    for secret in (KEY, address, "Where do these"):
        assert secret not in told


def test_a_private_address_is_asked_only_where_the_operator_allows_it(
    address: str,
) -> None:
    before = len(Model.heard)
    with pytest.raises(Invalid, match="private network"):
        ask_model(model(address, may_be_private=False), ASKED)

    assert len(Model.heard) == before


@pytest.mark.parametrize("key", [f"{KEY}\nX-More: 1", f"{KEY}\u2019"])
def test_a_key_that_is_none_is_refused_and_not_told(address: str, key: str) -> None:
    named = LanguageModel(address, "good", key, may_be_private=True)

    with pytest.raises(Invalid, match="check the key") as fault:
        ask_model(named, ASKED)

    assert KEY not in f"{fault.value!r} {fault.value.__cause__!r}"


def test_the_key_is_not_shown(address: str) -> None:
    assert KEY not in repr(model(address))
    assert model("https://models.example.com/v1").host == "models.example.com"


def test_without_an_address_there_is_none(settings: Any) -> None:
    settings.LLM_URL = ""
    assert operators_model() is None
    settings.LLM_URL, settings.LLM_MODEL = "https://models.example.com/v1", "small"
    settings.LLM_KEY, settings.LLM_PRIVATE_ADDRESS = KEY, False
    found = operators_model()
    assert (found.name, found.key, found.may_be_private) == ("small", KEY, False)
