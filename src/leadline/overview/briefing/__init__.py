"""Briefings: one page for an audience, made from the record, each sentence traced."""

from leadline.overview.briefing.drafting import draft_briefing
from leadline.overview.briefing.types import Draft

__all__ = ["Draft", "draft_briefing"]
