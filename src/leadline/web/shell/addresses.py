"""Where a record of any kind has its page, and the icon that stands for the kind."""

from __future__ import annotations

PAGES = {
    "feedback": "evidence:feedback_item",
    "need": "evidence:need",
    "customer": "evidence:customer",
    "bet": "roadmap:bet",
    "goal": "strategy:goal",
    "metric": "strategy:metric",
    "plan": "roadmap:plan_detail",
    "decision": "decisions:decision",
    "promise": "stakeholders:promise",
    "launch": "launches:launch",
    "review": "strategy:review",
    "prediction": "decisions:prediction",
    "person": "stakeholders:person",
    "briefing": "stakeholders:briefing",
}
ICONS = {
    "feedback": "message-square-quote",
    "need": "audio-lines",
    "customer": "building-2",
    "bet": "dices",
    "goal": "target",
    "metric": "chart-line",
    "plan": "map",
    "decision": "gavel",
    "promise": "handshake",
    "launch": "rocket",
    "review": "newspaper",
    "prediction": "eye",
    "person": "user-round",
    "briefing": "megaphone",
}
