"""Background work of the stakeholders domain."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMultiAlternatives

from leadline.accounts.types import Actor
from leadline.foundation.jobs import Progress, clock, job
from leadline.foundation.markdown import to_html
from leadline.stakeholders import actions
from leadline.stakeholders.queries import get_briefing
from leadline.stakeholders.types import letter_of


# Ended between a mail and its mark, an address would get it twice.
@job("stakeholders.mail_briefing", title="Mail a briefing", grace=30)
def mail_briefing(
    *, actor: Actor, progress: Progress, briefing_id: int, base: str = ""
) -> dict[str, Any]:
    """Mail a briefing to each address that has not got it.

    Each is written down right after it went out, so a second run mails only the rest;
    killed between the two, one address may get it twice, none is left out.
    """
    briefing = get_briefing(actor=actor, briefing_id=briefing_id)
    letter_text = letter_of(briefing, base)
    wanted = [*briefing.waiting, *briefing.failed]
    for n, address in enumerate(wanted):
        progress.step(n, len(wanted), "Mailing")
        fault = ""
        try:
            letter = EmailMultiAlternatives(
                briefing.title, letter_text, None, [address]
            )
            letter.attach_alternative(to_html(letter_text), "text/html")
            letter.send()
        except OSError as error:
            fault = f"The mail server did not take it: {error}"
        actions.mark_mailed(
            actor=actor,
            briefing_id=briefing_id,
            address=address,
            now=clock(),
            fault=fault,
        )
    after = get_briefing(actor=actor, briefing_id=briefing_id)
    return {"mailed": len(after.sent_to), "failed": len(after.failed)}
