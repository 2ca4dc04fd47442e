"""The file of providers: read whole, or refused with one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from leadline.config.sign_in import sign_in_providers

GOOD = """
providers:
  - id: acme
    name: Acme
    issuer: https://login.acme.example
    client_id: leadline
    client_secret_file: {secret}
    domains: [ACME.example]
    workspace: 1
    groups:
      product: contributor
      heads: owner
    otherwise: reader
    enforce: yes
"""


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "sign-in.yaml"
    path.write_text(text)
    return sign_in_providers(path)


def test_a_file_names_providers_and_their_secret_stays_out_of_words(
    tmp_path: Path,
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n")

    [found] = sign_in_providers_of(tmp_path, GOOD.format(secret=secret))

    assert (found.id, found.domains, found.workspace) == ("acme", ("acme.example",), 1)
    assert found.groups == (("product", "contributor"), ("heads", "owner"))
    assert (found.otherwise, found.is_enforced, found.is_private) == (
        "reader",
        True,
        False,
    )
    assert found.scopes == ("openid", "email", "profile")
    assert found.client_secret == "s3cret"
    assert "s3cret" not in repr(found)


def sign_in_providers_of(tmp_path: Path, text: str) -> tuple[object, ...]:
    found = read(tmp_path, text)
    assert isinstance(found, tuple)
    return found


def test_without_a_file_there_is_none(tmp_path: Path) -> None:
    assert sign_in_providers(tmp_path / "sign-in.yaml") == ()


ONE = "providers: [{{id: a, issuer: https://a.example, client_id: x{more}}}]"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (", colour: red", "nothing is known of colour"),
        (", private: maybe", "private is yes or no"),
        (", workspace: one", "workspace is a number"),
        (", groups: [a]", "groups gives each group a role"),
        (", groups: {a: boss}", "a role is"),
        (", otherwise: boss", "a role is"),
        (", domains: a.example", "domains is a list"),
        (", enforce: yes", "enforce needs domains"),
        (", client_secret_file: /nowhere/at/all", "cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_line(
    tmp_path: Path, more: str, why: str
) -> None:
    assert read(tmp_path, ONE.format(more=""))
    with pytest.raises(ImproperlyConfigured, match=why):
        read(tmp_path, ONE.format(more=more))


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "providers: {}",
        "providers: [1]",
        "providers: [",
        "providers: [{issuer: https://a.example, client_id: x}]",
        "providers: [{id: A b, issuer: https://a.example, client_id: x}]",
        "providers: [{id: a, issuer: http://a.example, client_id: x}]",
        "providers: [{id: a, issuer: https://a.example, client_id: x}, "
        "{id: a, issuer: https://b.example, client_id: x}]",
        "providers: [{id: a, issuer: https://a.example, client_id: x}, "
        "{id: b, issuer: https://a.example, client_id: x}]",
    ],
)
def test_a_file_that_is_none_stops_the_start(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        read(tmp_path, text)
