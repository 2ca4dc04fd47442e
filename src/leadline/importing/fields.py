"""What a column may become, and the names that columns of that meaning carry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning of a column.

    ``names`` are headers seen in the wild in lower case, the likeliest first;
    ``looks`` is the test its cells must pass (``mapping.LOOKS``).
    """

    key: str
    label: str
    looks: str
    names: tuple[str, ...]
    is_needed: bool = False


def _field(key: str, label: str, looks: str, names: str) -> Field:
    needed = key in {"words", "name"}
    return Field(key, label, looks, tuple(names.split(", ")), needed)


FEEDBACK = (
    _field(
        "words",
        "What was said",
        "prose",
        "words, text, feedback, body, content, message, comment, review, review "
        "text, message body, description, details, verbatim, note, notes, value "
        "text, answer, response, quote, transcript, suggestion, idea "
        "description, loss reason, nachricht, kommentar, commentaire",
    ),
    _field(
        "title",
        "Its subject",
        "text",
        "title, subject, summary, headline, review title, idea title, name, betreff",
    ),
    _field(
        "source_id",
        "Its number in the source",
        "id",
        "id, source id, ticket id, issue key, issue id, review id, message id, "
        "number, external id, ext id, response id, respondent id, submission "
        "id, conversation id, idea id, source record id, record id, key, "
        "ticket, uuid, feedback id",
    ),
    _field(
        "said_at",
        "When it was said",
        "moment",
        "said at, date, created at, created, created on, timestamp, time, "
        "submitted at, submitted, review submit date and time, created date, "
        "message created at, created timestamp, collected at, end date, "
        "updated, received, received at, posted at, close date, datum, erstellt",
    ),
    _field(
        "author",
        "Who said it",
        "name",
        "author, author name, requester, reporter, created by, user, user name, "
        "username, contact, contact name, from, reviewer, name, full name, "
        "reviewer nickname, message author name, respondent, idea creator name, "
        "submitter, kunde name",
    ),
    _field(
        "author_email",
        "Their e-mail",
        "email",
        "email, e mail, author email, requester email, user email, mail, email "
        "address, contact email, message author email, voter email, idea "
        "creator email address, user email address",
    ),
    _field(
        "customer_id",
        "Customer's number",
        "id",
        "customer id, account id, company id, organization id, org id, "
        "organisation id, requester external id, account external id, client "
        "id, account number",
    ),
    _field(
        "customer_name",
        "Customer",
        "name",
        "customer, customer name, account, account name, company, company name, "
        "organization, organisation, org, client, employer, message author "
        "companies, kunde, firma",
    ),
    _field(
        "customer_domain",
        "Customer's domain",
        "domain",
        "domain, company domain, requester domain, company domain name, "
        "website, customer domain",
    ),
    _field(
        "source",
        "Source",
        "few",
        "source, channel, via, source type, origin, source origin, source name, "
        "medium, kanal",
    ),
    _field(
        "kind",
        "Kind",
        "few",
        "kind, type, category, issue type, ticket type, feedback type, classification",
    ),
    _field(
        "area",
        "Product area",
        "few",
        "area, product area, component, component s, components, module, board, "
        "feature, topic, forum name, category name",
    ),
    _field(
        "product",
        "Product",
        "few",
        "product, app, app name, app id, package name, project name, project, "
        "application, produkt",
    ),
    _field(
        "language",
        "Language",
        "few",
        "language, lang, locale, reviewer language, sprache",
    ),
    _field(
        "link",
        "Link",
        "link",
        "link, url, display url, review link, permalink, ticket url, source url",
    ),
)

CUSTOMERS = (
    _field(
        "name",
        "Name",
        "name",
        "name, customer, customer name, account, account name, company, company "
        "name, organization, organisation, client, firma, kunde",
    ),
    _field(
        "external_id",
        "Its number in your system",
        "id",
        "id, external id, customer id, account id, company id, record id, "
        "account number, organization id, crm id, key, kundennummer",
    ),
    _field(
        "domain",
        "Domain",
        "domain",
        "domain, website, website url, company domain name, email domain, url, "
        "company domain, web, webseite",
    ),
    _field(
        "revenue",
        "Revenue a year",
        "money",
        "arr, revenue, annual revenue, acv, annual recurring revenue, contract "
        "value, annual contract value, yearly revenue, umsatz, amount",
    ),
    _field(
        "revenue_month",
        "Revenue a month",
        "money",
        "mrr, monthly revenue, monthly recurring revenue, monthly spend",
    ),
    _field(
        "currency",
        "Currency",
        "few",
        "currency, currency iso code, währung",
    ),
    _field(
        "segment",
        "Segment",
        "few",
        "segment, tier, size, type, customer type, industry, market segment, "
        "company size, customer segment",
    ),
    _field(
        "plan",
        "Plan",
        "few",
        "plan, subscription, package, edition, product plan, tarif",
    ),
    _field(
        "since",
        "Customer since",
        "moment",
        "since, customer since, created, create date, created date, start date, "
        "signed, signed at, signup date, created at, kunde seit",
    ),
    _field(
        "owner",
        "Owner",
        "name",
        "owner, account owner, company owner, csm, account manager, customer "
        "success manager, owner name, betreuer",
    ),
    _field(
        "country",
        "Country",
        "few",
        "country, country region, billing country, billing state province, "
        "land, region",
    ),
    _field(
        "state",
        "State",
        "few",
        "state, status, lifecycle stage, account status, customer status",
    ),
    _field(
        "contact_name",
        "Contact",
        "name",
        "contact, contact name, primary contact, ansprechpartner",
    ),
    _field(
        "contact_email",
        "Contact's e-mail",
        "email",
        "email, contact email, e mail, email address, mail",
    ),
    _field(
        "contact_title",
        "Contact's title",
        "text",
        "title, job title, contact title",
    ),
)

FIELDS = {"feedback": FEEDBACK, "customers": CUSTOMERS}
