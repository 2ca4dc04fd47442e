"""How the client is not used: mypy, which runs over this, wants each mark here."""

from leadline.client import Leadline


def use(lead: Leadline) -> None:
    """Misuse it; a mark that is not needed is an error."""
    for piece in lead.evidence.list_feedback(limit=20):
        piece["word"]  # type: ignore[typeddict-item]
    lead.evidence.list_feedback(limits=20)  # type: ignore[call-arg]
    lead.evidence.create_need()  # type: ignore[call-arg]
    lead.evidence.create_need(statement=3)  # type: ignore[arg-type]
    lead.evidence.change_need("7", seen=1.5, owner_id="3")  # type: ignore[arg-type]
    lead.accounts.get_me()["email"]  # type: ignore[typeddict-item]
    lead.conversation.list_threads(about="weather", record_id="3")  # type: ignore[arg-type]
