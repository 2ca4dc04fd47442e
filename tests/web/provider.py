"""A company's provider for tests: oidc-provider-mock on a port, whose tokens a test
can spoil before they are signed."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import jwt
from django.test import Client

from leadline.foundation.openid import Provider

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import flask
    import oidc_provider_mock
    from werkzeug.serving import make_server

Spoil = Callable[[dict[str, Any]], None]


class Company:
    """The provider, and what is done to its tokens."""

    def __init__(self) -> None:
        self.app = oidc_provider_mock.app()
        self.spoil: Spoil = lambda claims: None
        self.signs: Callable[[dict[str, Any]], str] = self._sign
        self.storage: Any = None
        self.app.before_request(self._keep)
        self.app.after_request(self._spoil)
        self.server = make_server("localhost", 0, self.app, threaded=True)
        self.address = f"http://localhost:{self.server.server_port}"

    def provider(self, **more: Any) -> Provider:
        """Return the provider as an operator would name it."""
        named = {
            "id": "acme",
            "name": "Acme",
            "issuer": self.address,
            "client_id": "leadline",
            "client_secret": "s3cret",
            "domains": ("example.com",),
            "is_private": True,
        }
        return Provider(**{**named, **more})

    def person(self, subject: str, **claims: Any) -> None:
        """Let the provider know somebody."""
        answer = self.app.test_client().put(f"/users/{subject}", json=claims)
        assert answer.status_code == 204

    def rotate(self) -> None:
        """Sign with another key from now on."""
        self.app.test_client().get("/")
        self.storage.jwk = type(self.storage.jwk).generate_key(is_private=True)

    def agree(self, there: str, subject: str) -> str:
        """Return where somebody who says yes at the provider is sent back to."""
        parts = urlsplit(there)
        path = f"{parts.path}?{parts.query}"
        answer = self.app.test_client().post(path, data={"sub": subject})
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def sign_in(self, browser: Client, subject: str, onward: str = "") -> Any:
        """Go to the provider, agree, and come back."""
        start = browser.get(f"/sign-in/with/acme/{onward}")
        assert start.status_code == 302, start.content
        return browser.get(self.agree(start["Location"], subject))

    def key(self) -> Any:
        """Return the private key that counts now."""
        return jwt.PyJWK(self.storage.jwk.as_dict(is_private=True), "RS256").key

    def _keep(self) -> None:
        self.storage = flask.g.oidc_provider_mock_storage

    def _sign(self, claims: dict[str, Any]) -> str:
        kid = self.storage.jwk.as_dict()["kid"]
        return jwt.encode(claims, self.key(), "RS256", headers={"kid": kid})

    def _spoil(self, response: Any) -> Any:
        if flask.request.path == "/oauth2/token" and response.status_code == 200:
            body = response.get_json()
            options = {"verify_signature": False}
            claims = jwt.decode(body["id_token"], options=options)
            self.spoil(claims)
            body["id_token"] = self.signs(claims)
            response.set_data(flask.json.dumps(body))
        return response


@contextmanager
def company() -> Iterator[Company]:
    """Run a provider for a while."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = Company()
        thread = threading.Thread(target=made.server.serve_forever, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            made.server.shutdown()
            thread.join()
            made.server.server_close()
