"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import the_one
from leadline.foundation.signing import token_hash
from leadline.growth.models import Cycle, PeerLink


def get_cycle(*, actor: Actor, cycle_id: int) -> Cycle:
    """Return an assessment of the actor's own, or raise ``NotFound``."""
    actor.require("read")
    own = rows(Cycle, actor).filter(user_id=actor.user_id)
    found = the_one(own.filter(pk=cycle_id))
    if found is None:
        raise NotFound("There is no such assessment of yours.")
    return found


def peer_link(*, actor: Actor, token: str) -> PeerLink:
    """Return the link of a token inside the actor's workspace, or ``NotFound``."""
    actor.require("read")
    links = rows(PeerLink, actor).filter(token_hash=token_hash(token))
    found = links.filter(is_used=False, is_revoked=False).first()
    if found is None:
        raise NotFound("This link was used, taken back, or is not whole.")
    return found
