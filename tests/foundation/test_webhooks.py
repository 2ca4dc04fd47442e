"""Messages are signed and checked as the convention's own package does it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from leadline.foundation.errors import Invalid
from leadline.foundation.webhooks import check_signed, new_secret, signed_headers

NOW = datetime.now(UTC).replace(microsecond=0)
BODY = '{"type":"roadmap.create_bet","data":{"words":"für 3 €"}}'.encode()


def test_the_package_takes_what_is_signed_here_and_the_other_way_round() -> None:
    secret = new_secret()
    ours = signed_headers([secret], "msg_1", NOW, BODY)
    theirs = Webhook(secret).sign("msg_1", NOW, BODY.decode())

    assert ours["webhook-signature"] == theirs
    assert Webhook(secret).verify(BODY, ours)
    assert check_signed([secret], ours, BODY, NOW) == "msg_1"


def test_two_secrets_sign_while_one_takes_the_others_place() -> None:
    old, new, other = new_secret(), new_secret(), new_secret()
    both = signed_headers([new, old], "msg_1", NOW, BODY)

    assert Webhook(old).verify(BODY, both)
    assert Webhook(new).verify(BODY, both)
    with pytest.raises(WebhookVerificationError):
        Webhook(other).verify(BODY, both)
    assert check_signed([other, old], both, BODY, NOW) == "msg_1"


def test_what_was_not_signed_so_is_refused() -> None:
    secret = new_secret()
    good = signed_headers([secret], "msg_1", NOW, BODY)
    edge = timedelta(minutes=5)
    second = timedelta(seconds=1)
    for now in (NOW - edge, NOW + edge):
        assert check_signed([secret], good, BODY, now) == "msg_1"
    bad = [
        (good, BODY + b" ", NOW),
        (good, BODY, NOW + edge + second),
        (good, BODY, NOW - edge - second),
        ({**good, "webhook-id": "msg_2"}, BODY, NOW),
        ({**good, "webhook-id": ""}, BODY, NOW),
        ({**good, "webhook-id": "m" * 201}, BODY, NOW),
        ({**good, "webhook-timestamp": "soon"}, BODY, NOW),
        ({**good, "webhook-timestamp": "²"}, BODY, NOW),
        ({**good, "webhook-timestamp": "9" * 400}, BODY, NOW),
        ({**good, "webhook-signature": "v1,é" + "A" * 40}, BODY, NOW),
        ({**good, "webhook-signature": "v1a," + good["webhook-signature"]}, BODY, NOW),
        ({}, BODY, NOW),
    ]
    for given, content, now in bad:
        with pytest.raises(Invalid):
            check_signed([secret], given, content, now)
    with pytest.raises(Invalid):
        check_signed([], good, BODY, NOW)
