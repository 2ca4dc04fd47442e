"""What the columns of well-known exports become, and that every one is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from leadline.importing.reading import Reading, read_file

Columns = dict[str, tuple[str, str, str]]
# Each column: what it becomes, and its cell in two rows.
JIRA: Columns = {
    "Summary": ("title", "Gate is stuck", "Light is dim"),
    "Issue key": ("source_id", "Q-1", "Q-2"),
    "Issue id": ("own", "100", "101"),
    "Issue Type": ("kind", "Bug", "Story"),
    "Status": ("source_status", "To Do", "Done"),
    "Project name": ("product", "Quay", "Quay"),
    "Assignee": ("own", "Lee Wu", ""),
    "Reporter": ("author", "ines", "bo"),
    "Creator": ("noted_by", "mo", "mo"),
    "Created": ("said_at", "14/Jul/25 3:42 PM", "24/Jul/25 3:42 PM"),
    "Updated": ("own", "15/Jul/25 3:42 PM", "25/Jul/25 3:42 PM"),
    "Last Viewed": ("", "", ""),
    "Component/s": ("area", "Gates", "Lights"),
    "Votes": ("votes", "4", "0"),
    "Labels": ("tags", "gate", "lamp"),
    "Labels (2)": ("tags", "iron", ""),
    "Description": ("words", "It sticks in the frost each day", "Too dim to read by"),
    "Custom field (Story Points)": ("own", "3", "5"),
    "Comment": ("own", "14/Jul/25 4:00 PM;lee;Seen; twice", ""),
}
ZENDESK: Columns = {
    "Summation column": ("own", "1", "1"),
    "Id": ("source_id", "55", "56"),
    "Requester": ("author", "Ines Vale", "Bo Ash"),
    "Requester id": ("own", "900", "901"),
    "Requester email": ("author_email", "ines@quay.example", "bo@yahoo.com"),
    "Requester domain": ("customer_domain", "quay.example", "yahoo.com"),
    "Submitter": ("noted_by", "Ines Vale", "Lee Wu"),
    "Assignee": ("own", "Lee Wu", "Lee Wu"),
    "Subject": ("title", "The gate is stuck again", "Light on the pier is dim"),
    "Tags": ("tags", "gate_a iron", "lamp"),
    "Status": ("source_status", "Open", "Solved"),
    "Via": ("source", "Mail", "Web"),
    "Ticket type": ("kind", "Incident", "Question"),
    "Created at": ("said_at", "2026-03-04 10:11", "2026-03-06 10:11"),
    "Organization": ("customer_name", "Quay Ltd", "-"),
    "Satisfaction Score": ("rating", "Offered", "Good"),
}
INTERCOM: Columns = {
    "message_id": ("source_id", "1", "2"),
    "message_body": ("words", "<p>The gate is stuck again</p>", "<p>We look at it</p>"),
    "message_type": ("own", "comment", "comment"),
    "message_created_at": ("said_at", "2026-03-04 21:45:08", "2026-03-04 22:45:08"),
    "message_author_type": ("side", "user", "admin"),
    "message_author_name": ("author", "Ines", "Lee"),
    "message_author_email": ("author_email", "ines@quay.example", "lee@us.example"),
    "message_author_companies": ("customer_name", "Quay", ""),
    "conversation_tags": ("tags", "gate", "gate"),
    "conversation_id": ("own", "7", "7"),
}
PRODUCTBOARD: Columns = {
    "ext_id": ("source_id", "e1", "e2"),
    "title": ("title", "Gate", "Light"),
    "content": ("words", "The gate is stuck again today", "The light is dim on it"),
    "display_url": ("link", "https://x.example/1", "https://x.example/2"),
    "user_email": ("author_email", "ines@quay.example", "bo@dock.example"),
    "company_domain": ("customer_domain", "quay.example", "dock.example"),
    "owner_email": ("own", "lee@us.example", "lee@us.example"),
    "creator_email": ("noted_by", "mo@us.example", "mo@us.example"),
    "tags": ("tags", "gate, iron", "lamp"),
    "source_origin": ("source", "email", "call"),
}
FIDER: Columns = {
    "number": ("source_id", "1", "2"),
    "title": ("title", "Night tide", "Dim light"),
    "description": ("words", "Show the tide at night please", "Let me dim the map"),
    "created_at": ("said_at", "2025-07-21T03:37:03Z", "2025-07-22T03:37:03Z"),
    "created_by": ("author", "Ines", "Bo"),
    "votes_count": ("votes", "48", "3"),
    "comments_count": ("own", "3", "0"),
    "status": ("source_status", "open", "started"),
    "responded_by": ("own", "", "Lee"),
    "response": ("reply", "", "We have begun with it now"),
    "tags": ("tags", "tide, night", "map"),
}
QUACKBACK: Columns = {
    "title": ("title", "Night tide", "Dim light"),
    "content": ("words", "Show the tide at night please", "Let me dim the map"),
    "status": ("source_status", "open", "planned"),
    "board": ("area", "Ideas", "Ideas"),
    "author_name": ("author", "Ines Vale", "Bo"),
    "author_email": ("author_email", "ines@quay.example", "bo@dock.example"),
    "email_verified": ("own", "true", "false"),
    "vote_count": ("votes", "9", "2"),
    "source_id": ("source_id", "s1", "s2"),
}
COMMENTS: Columns = {
    "post_id": ("own", "1", "1"),
    "body": ("words", "I want this for the night watch", "We plan it for the autumn"),
    "author_email": ("author_email", "ines@quay.example", "lee@us.example"),
    "is_staff": ("side", "false", "true"),
    "created_at": ("said_at", "2025-07-21T03:37:03Z", "2025-07-22T03:37:03Z"),
}
GOOGLE_PLAY: Columns = {
    "Package Name": ("product", "com.x", "com.x"),
    "App Version Name": ("own", "5.21.3", "5.21.3"),
    "Reviewer Language": ("language", "en", "de"),
    "Review Submit Date and Time": ("said_at", "2026-03-04T10:11:12Z",
                                    "2026-03-05T10:11:12Z"),
    "Review Submit Millis Since Epoch": ("own", "1772619072000", "1772705472000"),
    "Star Rating": ("rating", "2", "5"),
    "Review Title": ("title", "Dim", ""),
    "Review Text": ("words", "The light is too dim to read", "A great table for us"),
    "Developer Reply Text": ("reply", "", "Thank you so much for this"),
    "Review Link": ("link", "http://play.example/?r=a1", "http://play.example/?r=a2"),
}  # fmt: skip
SURVEY: Columns = {
    "Timestamp": ("said_at", "2026-03-04 10:11:12", "2026-03-05 10:11:12"),
    "Email Address": ("author_email", "ines@quay.example", "bo@dock.example"),
    "IP Address": ("own", "10.1.2.3", "10.1.2.4"),
    "What do you like best about the app?": (
        "words", "The tide table is clear to read", "It loads fast on the pier"),
    "What should we do better?": (
        "words", "Make the gate open by itself", "Nothing comes to my mind"),
    "Which plan are you on?": ("own", "Pro", "Free"),
    "How likely are you to recommend us to a friend?": ("nps", "9", "3"),
    "How satisfied are you overall?": ("rating", "4", "2"),
}  # fmt: skip
TYPEFORM: Columns = {
    "What is your name?": ("author", "Ines Vale", "Bo Ash"),
    "Which company do you work for?": ("customer_name", "Quay Ltd", "Dock AG"),
    "Tell us what slows you down": (
        "words", "Every gate needs two clicks", "The list of ships is slow"),
    "Submitted At": ("said_at", "2026-03-04 10:11:12", "2026-03-05 10:11:12"),
    "Token": ("source_id", "t1", "t2"),
}  # fmt: skip
NOTION: Columns = {
    "Name": ("title", "Gate opens by itself", "Dim the lights"),
    "Status": ("source_status", "Idea", "Done"),
    "Created": ("said_at", "March 4, 2026 10:11 AM", "March 5, 2026 10:11 AM"),
    "Notes": ("words", "The crew asked for it at the fair", "Night watch wants it"),
}
ASANA: Columns = {
    "Task ID": ("source_id", "12", "13"),
    "Created At": ("said_at", "2026-03-04", "2026-03-05"),
    "Last Modified": ("own", "2026-03-05", "2026-03-06"),
    "Name": ("title", "Gate opens by itself", "Dim the lights"),
    "Assignee": ("own", "Lee Wu", ""),
    "Assignee Email": ("own", "lee@us.example", ""),
    "Due Date": ("", "", ""),
    "Notes": ("words", "The crew asked for it at the fair", "Night watch wants it"),
}
GERMAN: Columns = {
    "Zeitstempel": ("said_at", "04.03.2026 10:11:12", "15.03.2026 10:11:12"),
    "Name": ("author", "Ines Vale", "Bo Ash"),
    "E-Mail-Adresse": ("author_email", "ines@quay.example", "bo@dock.example"),
    "Firma": ("customer_name", "Quay", "Dock"),
    "Ihre Rückmeldung": (
        "words",
        "Das Tor klemmt jeden Tag",
        "Das Licht ist zu dunkel",
    ),
    "Bewertung": ("rating", "4", "2"),
}
SPANISH: Columns = {
    "Fecha": ("said_at", "04/03/2026", "15/03/2026"),
    "Nombre": ("author", "Ines Vale", "Bo Ash"),
    "Correo electrónico": ("author_email", "ines@quay.example", "bo@dock.example"),
    "Empresa": ("customer_name", "Quay", "Dock"),
    "Comentario": ("words", "La puerta se atasca cada día", "La luz es muy débil"),
    "Puntuación": ("rating", "4", "2"),
}
FRENCH: Columns = {
    "Horodateur": ("said_at", "04/03/2026 10:11:12", "15/03/2026 10:11:12"),
    "Nom": ("author", "Ines Vale", "Bo Ash"),
    "Adresse e-mail": ("author_email", "ines@quay.example", "bo@dock.example"),
    "Entreprise": ("customer_name", "Quay", "Dock"),
    "Votre avis": ("words", "La porte coince chaque matin", "La lumière est faible"),
    "Étoiles": ("rating", "4", "2"),
}
PORTUGUESE: Columns = {
    "Data": ("said_at", "04/03/2026", "15/03/2026"),
    "Nome": ("author", "Ines Vale", "Bo Ash"),
    "Empresa": ("customer_name", "Quay", "Dock"),
    "Mensagem": ("words", "A porta emperra todas as manhãs", "A luz é fraca demais"),
    "Etiquetas": ("tags", "porta", "luz"),
}
DUTCH: Columns = {
    "Datum": ("said_at", "04-03-2026", "15-03-2026"),
    "Naam": ("author", "Ines Vale", "Bo Ash"),
    "Bedrijf": ("customer_name", "Quay", "Dock"),
    "Opmerking": ("words", "De poort klemt elke ochtend", "Het licht is te zwak"),
    "Kanaal": ("source", "mail", "balie"),
}
ITALIAN: Columns = {
    "Data di creazione": ("said_at", "04/03/2026", "15/03/2026"),
    "Richiedente": ("author", "Ines Vale", "Bo Ash"),
    "Azienda": ("customer_name", "Quay", "Dock"),
    "Messaggio": ("words", "Il cancello si blocca ogni giorno", "La luce è debole"),
    "Stato": ("source_status", "aperto", "chiuso"),
}
LOST_DEALS: Columns = {
    "Opportunity Name": ("own", "Quay 2026", "Dock 2026"),
    "Account Name": ("customer_name", "Quay Ltd", "Dock AG"),
    "Amount": ("own", "12000", "9000"),
    "Close Date": ("said_at", "2026-03-04", "2026-03-05"),
    "Stage": ("kind", "Closed Lost", "Closed Lost"),
    "Loss Reason": ("words", "They need one key for all gates", "Too slow for them"),
    "Opportunity Owner": ("noted_by", "Lee Wu", "Mo Ray"),
}
USER_IMAGES: Columns = {
    "userName": ("author", "ines", "bo"),
    "userImage": ("own", "https://x.example/a.png", "https://x.example/b.png"),
    "content": ("words", "The light is too dim to read", "A great table for us"),
    "score": ("rating", "2", "5"),
    "thumbsUpCount": ("votes", "7", "0"),
    "reviewId": ("source_id", "a", "b"),
    "at": ("said_at", "2026-03-04 10:11:12", "2026-03-05 10:11:12"),
    "replyContent": ("reply", "", "We will look at it soon"),
}
HUBSPOT: Columns = {
    "Record ID": ("external_id", "1", "2"),
    "Company name": ("name", "Quay Ltd", "Dock AG"),
    "Company Domain Name": ("domain", "quay.example", "dock.example"),
    "Company owner": ("owner", "Lee Wu", "Lee Wu"),
    "Create Date": ("since", "2024-02-01 09:30", "2024-03-01 09:30"),
    "Country/Region": ("country", "Spain", "Italy"),
    "Industry": ("segment", "Ports", "Ports"),
    "Last Activity Date": ("own", "2026-02-01 09:30", "2026-02-01 09:30"),
    "Annual Revenue": ("revenue", "120,000", "80000"),
    "Number of Employees": ("own", "40", "12"),
    "Lifecycle Stage": ("state", "Customer", "Lead"),
}
SALESFORCE_REPORT: Columns = {
    "Account Name": ("name", "Quay Ltd", "Dock AG"),
    "Account Owner": ("owner", "Lee Wu", "Lee Wu"),
    "Type": ("segment", "Customer", "Customer"),
    "Annual Revenue": ("revenue", "EUR 120,000.00", "EUR 80,000.00"),
    "Billing State/Province": ("country", "Galicia", "Liguria"),
    "Last Activity": ("own", "4/15/2026", "3/1/2026"),
}
SALESFORCE_OBJECT: Columns = {
    "Id": ("external_id", "001", "002"),
    "Name": ("name", "Quay Ltd", "Dock AG"),
    "BillingCountry": ("country", "Spain", "Italy"),
    "Website": ("domain", "https://quay.example", "https://dock.example"),
    "PhotoUrl": ("own", "https://x.example/1", "https://x.example/2"),
    "AnnualRevenue": ("revenue", "120000", "80000"),
    "Description": ("own", "A family firm on the western quay", "They repair ships"),
    "OwnerId": ("own", "005", "005"),
    "CreatedDate": ("since", "2024-02-01T09:30:00Z", "2024-03-01T09:30:00Z"),
}
FEEDBACK = [
    JIRA, ZENDESK, INTERCOM, PRODUCTBOARD, FIDER, QUACKBACK, COMMENTS, GOOGLE_PLAY,
    SURVEY, TYPEFORM, NOTION, ASANA, GERMAN, SPANISH, FRENCH, PORTUGUESE, DUTCH,
    ITALIAN, LOST_DEALS, USER_IMAGES,
]  # fmt: skip
ACCOUNTS = [HUBSPOT, SALESFORCE_REPORT, SALESFORCE_OBJECT]


def read(folder: Path, *rows: list[str]) -> Reading:
    path = folder / "export.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return read_file(path)


@pytest.mark.parametrize(
    ("kind", "columns"),
    [("feedback", shape) for shape in FEEDBACK]
    + [("customers", shape) for shape in ACCOUNTS],
)
def test_the_columns_of_an_export_become_what_they_mean(
    tmp_path: Path, kind: str, columns: Columns
) -> None:
    header = [name.removesuffix(" (2)") for name in columns]
    rows = [[cells[row] for cells in columns.values()] for row in (1, 2)]

    reading = read(tmp_path, header, *rows)

    assert reading.kind == kind
    assert reading.mapping == {name: cells[0] for name, cells in columns.items()}
    assert all(match.why for match in reading.matches)


def answer(folder: Path, found: Any) -> dict[str, str]:
    path = folder / "answer.json"
    path.write_text(json.dumps(found))
    reading = read_file(path)
    return {become: name for name, become in reading.mapping.items()}


def test_an_answer_of_conversations_is_read_through_its_wrappers(
    tmp_path: Path,
) -> None:
    def talk(pk: str, said: str, by: str) -> dict[str, Any]:
        return {
            "type": "conversation",
            "id": pk,
            "created_at": 1772619072,
            "state": "open",
            "tags": {"type": "tag.list", "tags": [{"id": "1", "name": "gate"}]},
            "source": {
                "type": "email",
                "body": said,
                "author": {"type": by, "name": "Ines", "email": "ines@quay.example"},
            },
        }

    found = answer(tmp_path, {"conversations": [
        talk("7", "<p>The gate is stuck again</p>", "user"),
        talk("8", "<p>We will look at the gate</p>", "admin"),
    ]})  # fmt: skip

    assert found["words"] == "source.body"
    assert found["side"] == "source.author.type"
    assert found["author_email"] == "source.author.email"
    assert (found["source_id"], found["tags"]) == ("id", "tags")


def test_posts_and_votes_of_a_board_are_told_apart(tmp_path: Path) -> None:
    def post(pk: str, title: str, score: int) -> dict[str, Any]:
        author = {"id": "a", "name": "Ines Vale", "email": "ines@quay.example",
                  "isAdmin": False}  # fmt: skip
        return {"id": pk, "title": title, "details": f"{title} for all of the crew",
                "score": score, "status": "open", "created": "2026-03-04T10:11:12Z",
                "author": author, "commentCount": 2}  # fmt: skip

    def vote(pk: str, email: str) -> dict[str, Any]:
        wanted = {"id": "553", "details": "Show the tide at night please"}
        return {"id": pk, "post": wanted, "voter": {"name": email[:2], "email": email}}

    posts = answer(
        tmp_path, {"posts": [post("1", "Night tide", 12), post("2", "Dim map", 3)]}
    )
    votes = answer(
        tmp_path, [vote("v1", "bo@dock.example"), vote("v2", "cy@pier.example")]
    )

    assert (posts["votes"], posts["side"]) == ("score", "author.isAdmin")
    assert (votes["source_id"], votes["voter_email"]) == ("post.id", "voter.email")


def test_a_feed_of_reviews_is_read_below_its_labels(tmp_path: Path) -> None:
    def entry(pk: str, stars: str, said: str) -> dict[str, Any]:
        labels = {"updated": "2026-03-04T10:11:12-08:00", "im:rating": stars,
                  "id": pk, "title": "Map", "content": said}  # fmt: skip
        author = {"uri": {"label": "https://x.example/u"}, "name": {"label": "ines1"}}
        return {name: {"label": v} for name, v in labels.items()} | {"author": author}

    found = answer(tmp_path, {"feed": {"entry": [
        entry("9001", "2", "The map is slow since the update"),
        entry("9002", "5", "I like the table of tides a lot"),
    ]}})  # fmt: skip

    assert "im:rating" in found["rating"]
    assert "content" in found["words"]
    assert "author.name" in found["author"]
    assert "link" not in found
