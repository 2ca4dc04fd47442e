"""Short mails about somebody's own account."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

import structlog
from django.core.mail import send_mail
from django.template.loader import render_to_string

from leadline.foundation.mailing import can_mail

log = structlog.get_logger(__name__)


def tell_by_mail(to: str, title: str, template: str, context: dict[str, Any]) -> None:
    """Send a mail where a server is named; one that fails is logged and no more.

    The product says the same at the person's next sign-in.
    """
    if not can_mail():
        return
    try:
        send_mail(title, render_to_string(template, context), None, [to])
    except (OSError, SMTPException):
        log.exception("mail_not_sent")
