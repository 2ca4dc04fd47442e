"""Messages are signed and checked as the convention's own package does it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from leadline.foundation.errors import Invalid
from leadline.foundation.webhooks import check_signed, new_secret, signed_headers

BODY = '{"type":"roadmap.create_bet","data":{"words":"für 3 €"}}'.encode()


@pytest.fixture
def now() -> datetime:
    """This second: the package looks at the clock itself."""
    return datetime.now(UTC).replace(microsecond=0)


def test_the_package_takes_what_is_signed_here_and_the_other_way_round(
    now: datetime,
) -> None:
    secret = new_secret()
    ours = signed_headers([secret], "msg_1", now, BODY)
    theirs = Webhook(secret).sign("msg_1", now, BODY.decode())

    assert ours["webhook-signature"] == theirs
    assert Webhook(secret).verify(BODY, ours)
    assert check_signed([secret], ours, BODY, now) == "msg_1"


def test_two_secrets_sign_while_one_takes_the_others_place(now: datetime) -> None:
    old, new, other = new_secret(), new_secret(), new_secret()
    both = signed_headers([new, old], "msg_1", now, BODY)

    assert Webhook(old).verify(BODY, both)
    assert Webhook(new).verify(BODY, both)
    with pytest.raises(WebhookVerificationError):
        Webhook(other).verify(BODY, both)
    assert check_signed([other, old], both, BODY, now) == "msg_1"


def test_what_was_not_signed_so_is_refused(now: datetime) -> None:
    secret = new_secret()
    good = signed_headers([secret], "msg_1", now, BODY)
    edge = timedelta(minutes=5)
    second = timedelta(seconds=1)
    for at in (now - edge, now + edge):
        assert check_signed([secret], good, BODY, at) == "msg_1"
    bad = [
        (good, BODY + b" ", now),
        (good, BODY, now + edge + second),
        (good, BODY, now - edge - second),
        ({**good, "webhook-id": "msg_2"}, BODY, now),
        ({**good, "webhook-id": ""}, BODY, now),
        ({**good, "webhook-id": "m" * 201}, BODY, now),
        ({**good, "webhook-timestamp": "soon"}, BODY, now),
        ({**good, "webhook-timestamp": "²"}, BODY, now),
        ({**good, "webhook-timestamp": "9" * 400}, BODY, now),
        ({**good, "webhook-signature": "v1,é" + "A" * 40}, BODY, now),
        ({**good, "webhook-signature": "v1a," + good["webhook-signature"]}, BODY, now),
        ({}, BODY, now),
    ]
    for given, content, at in bad:
        with pytest.raises(Invalid):
            check_signed([secret], given, content, at)
    with pytest.raises(Invalid):
        check_signed([], good, BODY, now)
