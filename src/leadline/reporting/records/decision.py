"""A decision with its chair: the options, who spoke, who is silent, what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from leadline.decisions import queries
from leadline.decisions.types import (
    Chair,
    ChairVerdict,
    CriterionRow,
    DecisionPage,
    DecisionState,
    Door,
    OptionRow,
    PredictionRow,
    ReviewRow,
    SayRow,
    Side,
    SilentSegment,
    WordRow,
)
from leadline.foundation.text import in_one_run
from leadline.foundation.totals import total_text
from leadline.foundation.words import plural
from leadline.reporting.model import (
    Block,
    Chart,
    Column,
    Document,
    Figures,
    Point,
    Points,
    Quote,
    Series,
    Source,
    Table,
    Text,
    day_of,
    sections_of,
)
from leadline.reporting.records.asked import Asked, capital, figure

LONGEST, WHOLE = 400, 620


def decision_document(asked: Asked) -> Document:
    """Return a decision as a document; raises ``NotFound``.

    Nobody's forecast is in it: those of an open decision are hidden from each other.
    """
    actor, pk = asked.actor, asked.pk
    page = queries.decision_page(actor=actor, decision_id=pk)
    chair = queries.chair_of(actor=actor, decision_id=pk, now=asked.now)
    now = Source(f"Decision D-{pk}", f"decisions/{pk}/", asked.today)
    chair_now = Source(f"The chair of D-{pk}", f"decisions/{pk}/", asked.today)
    criteria = queries.comparison_of(actor=actor, decision_id=pk)
    predictions = queries.predictions_of(actor=actor, decision_ids=[pk])
    review = queries.review_of(actor=actor, decision_id=pk)
    people = queries.people_of_decision(actor=actor, decision_id=pk)
    parts: list[tuple[str, list[Block | None]]] = [
        ("Options compared", [_options(page, now), _compared(page, criteria, now)]),
        (_verdict(page, chair), [*_chair(page, chair, chair_now)]),
        ("In customers' words", [*_strongest(asked, page, chair)]),
        ("Who is silent", [_silent(chair, chair_now)]),
        ("What one has to know", [
            _said(page.context, now), _said(page.criteria, now, "A good answer: "),
        ]),
        ("Reasons", [_said(page.reasons, now)]),
        ("Imagined beforehand: why it might go badly", [_said(page.premortem, now)]),
        ("Who has a say", [_people(people, now)]),
        ("Predictions", [_predictions(predictions, now)]),
        ("Looked back", [*_looked_back(asked, review)]),
        ("Every word that was heard", [_words(asked, chair, chair_now)]),
        ("History", [_history(asked, page, now)]),
    ]  # fmt: skip
    return Document(
        name=f"decision-{pk}",
        kind=f"Decision D-{pk}",
        title=page.row.question,
        lede=page.row.sentence,
        facts=tuple(_facts(asked, page, review)),
        sections=sections_of(parts),
        source=now,
        made_on=asked.today,
        base=asked.base,
    )


def _facts(
    asked: Asked, page: DecisionPage, review: ReviewRow | None
) -> Iterator[tuple[str, str]]:
    row = page.row
    yield "State", row.state.label
    yield "Chair", capital(ChairVerdict(row.verdict).value)
    yield "Decision of", row.decider or "nobody yet"
    if page.taken_by and page.taken_by != row.decider:
        yield "Written down by", page.taken_by
    if row.decided_at:
        yield "Taken", day_of(asked.day(row.decided_at))
    elif row.due_date:
        yield "Due", day_of(row.due_date)
    if review:
        yield "Looked back", day_of(asked.day(review.at))
    elif row.review_date and row.state == DecisionState.DECIDED:
        late = ", not done yet" if row.review_date < asked.today else ""
        yield "To be looked at again", f"{day_of(row.review_date)}{late}"
    yield "Door", Door(row.door).label
    if page.confidence is not None:
        yield "How sure", f"{page.confidence}%"
    if row.override:
        yield "Closed around the chair", row.override
    if page.superseded_by:
        yield "Superseded by", page.superseded_by.title


def _options(page: DecisionPage, source: Source) -> Points:
    return Points(
        tuple(Point(one.title, _chosen(one)) for one in page.options),
        source,
    )


def _chosen(one: OptionRow) -> str:
    return "; ".join(filter(None, ("chosen" if one.is_chosen else "", one.note)))


def _compared(
    page: DecisionPage, criteria: Sequence[CriterionRow], source: Source
) -> Table | None:
    """Return what each option does by each criterion, with what that stands on."""
    if not criteria:
        return None
    heads = [Column("Criterion"), *(Column(one.title, 3) for one in page.options)]
    rows = [
        (
            f"{one.title}: {one.note}" if one.note else one.title,
            *(
                f"{cell.words} ({cell.grounds or _says_so(cell.person)})"
                if cell.words
                else "nobody said yet"
                for cell in one.cells
            ),
        )
        for one in criteria
    ]
    return Table("Options", tuple(heads), tuple(rows), source)


def _says_so(person: str) -> str:
    return f"{person or 'somebody'} says so, no evidence named"


def _verdict(page: DecisionPage, chair: Chair) -> str:
    if chair.verdict == ChairVerdict.WEAK:
        return f"The customer's chair {'does' if page.row.is_open else 'did'} not stand"
    return f"The customer's chair is {chair.verdict.value}"


def _chair(page: DecisionPage, chair: Chair, source: Source) -> Iterator[Block | None]:
    yield Text(f"{_heard(chair)} {_on_two_sides(chair)}".strip(), (source,))
    if chair.words:
        told = ((one, f"Needs {one.needed}. {one.reason}") for one in chair.scores)
        yield Figures(
            tuple(figure(one.label, one.shown, note, source) for one, note in told)
        )
    yield _sides(page, chair, source)


def _on_two_sides(chair: Chair) -> str:
    """Return how many words stand more than once in the counts of the options."""
    stand = Counter(word.feedback_id for word in chair.speaking)
    twice = sum(times > 1 for times in stand.values())
    if not twice:
        return ""
    takes = plural(twice, "word takes", "words take")
    counts = "counts" if twice == 1 else "count"
    return f"{takes} more than one side and {counts} on each."


def _heard(chair: Chair) -> str:
    """Return how far it was heard, as the page says it."""
    touched = "Nobody is known to be touched."
    if chair.touched_customers:
        who = plural(chair.touched_customers, "customer is", "customers are")
        touched = f"{who} touched, {total_text(chair.touched_revenue)} a year."
    heard = "Nobody was heard yet"
    if chair.words:
        heard = plural(chair.heard, "word was heard", "words were heard")
        heard += chair.beside
    if chair.waiting:
        heard += f"; {plural(chair.waiting, 'word waits', 'words wait')} to be heard"
    if chair.left:
        heard += f"; {plural(chair.left, 'word was', 'words were')} left unheard"
    return f"{touched} {heard}."


def _sides(page: DecisionPage, chair: Chair, source: Source) -> Chart | None:
    """Return how many words are for each option and how many against it."""
    counts = {
        side: [
            sum(w.option_id == one.id and w.side == side for w in chair.speaking)
            for one in page.options
        ]
        for side in (Side.FOR, Side.AGAINST)
    }
    if not chair.speaking:
        return None
    most = max(range(len(page.options)), key=lambda n: counts[Side.FOR][n])
    found = counts[Side.FOR][most]
    finding = (
        f"{plural(found, 'word is', 'words are')} for “{page.options[most].title}”, "
        f"{counts[Side.AGAINST][most]} against it"
    )
    return Chart(
        "Words by option",
        finding,
        tuple(one.title for one in page.options),
        tuple(Series(side.label, tuple(map(float, n))) for side, n in counts.items()),
        "words",
        source,
    )


def _strongest(
    asked: Asked, page: DecisionPage, chair: Chair
) -> Iterator[Block | None]:
    """Yield the strongest word for each option and the strongest against it; what is
    the strongest twice comes once, with each of its sides."""
    told: dict[int, list[WordRow]] = {}
    for option in page.options:
        for side in (Side.FOR, Side.AGAINST):
            found = [
                w for w in chair.speaking if w.option_id == option.id and w.side == side
            ]
            for word in found[:1]:
                told.setdefault(word.feedback_id, []).append(word)
    for words in told.values():
        yield quote_of(asked, words[0], "; ".join(map(stands_of, words)))


def stands_of(word: WordRow) -> str:
    """Return the side that a word takes on the chair: "For “Buy it”"."""
    if word.side == Side.NEITHER:
        return "Takes no side"
    return f"{word.side.label} “{word.option}”"


def quote_of(asked: Asked, word: WordRow, stands: str) -> Quote:
    """Return a word on the chair as it is quoted; ``stands`` is said beside it.

    It is whole where a page holds it: a sentence alone may read as the other side.
    """
    who = [word.speaker, word.customer if word.author else "", word.segment]
    noted = f", noted by {word.noted_by}" if word.noted_by else ""
    return Quote(
        _quoted(word),
        ", ".join(part for part in who if part),
        _source_of(asked, word),
        "; ".join(
            filter(None, (stands, f"reported{noted}" if word.is_reported else ""))
        ),
    )


def _quoted(word: WordRow) -> str:
    """Return words in one run, of very long ones the part that tells, marked as cut."""
    run = in_one_run(word.words)
    if len(run) <= WHOLE:
        return run
    told = word.telling.text
    before, found, after = run.partition(told)
    if not found:
        return _short(word.words)
    return f"{'… ' if before else ''}{told}{' …' if after else ''}"


def _source_of(asked: Asked, word: WordRow) -> Source:
    path = f"evidence/feedback/{word.feedback_id}/"
    return Source(word.source or "Feedback", path, asked.day(word.said_at))


def _silent(chair: Chair, source: Source) -> Block | None:
    if not chair.silent:
        return Text(_nobody_silent(chair), (source,))
    return Points(tuple(Point(one.name, _silence(one)) for one in chair.silent), source)


def _nobody_silent(chair: Chair) -> str:
    if not chair.touched_customers:
        return "Nobody knows: no need or bet is ticked."
    if chair.unread:
        return f"Not known yet: words of {'; '.join(chair.unread)} are not heard yet."
    return "No touched segment is silent."


def _silence(one: SilentSegment) -> str:
    said = plural(one.customers, "customer", "customers")
    if one.revenue:
        said += f", {total_text(one.revenue)} a year"
    return f"{said}; heard, and took no side" if one.has_spoken else said


def _said(words: str, source: Source, before: str = "") -> Text | None:
    return Text(f"{before}{words}", (source,), is_voice=True) if words else None


def _people(people: Sequence[SayRow], source: Source) -> Table:
    heads = (Column("Who"), Column("Asked or told"), Column("Stands"), Column("Why", 4))
    rows = tuple(
        (one.name, one.part.label, one.stands or "no word", one.why) for one in people
    )
    return Table("People", heads, rows, source)


def _predictions(found: Sequence[PredictionRow], source: Source) -> Table:
    heads = (
        Column("Prediction", 5), Column("Settles on"), Column("Who forecast", 1, True),
        Column("What came out"),
    )  # fmt: skip
    rows = tuple(
        (one.text, one.resolve_on, one.people, one.came_out or one.state.label)
        for one in found
    )
    return Table("Predictions", heads, rows, source)


def _looked_back(asked: Asked, review: ReviewRow | None) -> Iterator[Block]:
    if review is None:
        return
    by = review.person or "somebody"
    source = Source(f"Review by {by}", f"decisions/{asked.pk}/", asked.day(review.at))
    yield Text(review.lesson, (source,), is_voice=True)
    yield Text(f"{capital(review.quadrant)}, {review.told}", (source,))
    yield Points(
        tuple(
            Point(check, "held" if held else "did not hold")
            for check, held in review.checks
        ),
        source,
    )


def _words(asked: Asked, chair: Chair, source: Source) -> Table:
    heads = (
        Column("Said on"), Column("Who"), Column("Stands"), Column("Words", 6),
        Column("Source"),
    )  # fmt: skip
    sides: dict[int, list[WordRow]] = {}
    for word in chair.words:
        sides.setdefault(word.feedback_id, []).append(word)
    rows = tuple(
        (
            asked.day(word.said_at),
            ", ".join(filter(None, (word.speaker, word.author and word.customer))),
            "; ".join(dict.fromkeys(map(stands_of, (word, *others)))),
            _short(word.words),
            word.source,
        )
        for word, *others in sides.values()
    )
    return Table("Words", heads, rows, source)


def _short(words: str) -> str:
    text = in_one_run(words)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _history(asked: Asked, page: DecisionPage, source: Source) -> Table:
    heads = (Column("Day"), Column("Who"), Column("What", 3), Column("Why", 4))
    rows = tuple(
        (asked.day(one.at), one.person or "somebody", one.what, one.why)
        for one in page.history
    )
    return Table("History", heads, rows, source)
