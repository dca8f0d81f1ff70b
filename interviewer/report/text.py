"""The assessment as plain lines for a terminal, at most 100 columns. Pure."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from interviewer.judging.scoring import expected_parts
from interviewer.model import Assessment, Decision, Delivery, Interview, Quote
from interviewer.packs import Pack, Question
from interviewer.practice.stories import KIND as STORY
from interviewer.report import drill, phrases

COLUMNS = 100
COMMAND = "interviewer "
QUOTES_EACH = 2  # how much evidence the printed form shows of what the page shows in full


def lines(interview: Interview, pack: Pack, question: Question, report: str = "", columns: int = COLUMNS) -> list[str]:
    """The printed assessment, `columns` wide at most (100 where more is asked for); `report` is the page's path."""
    columns = max(30, min(columns, COLUMNS))
    out: list[str] = []
    for indent, text in _paragraphs(interview, pack, question):
        if text.startswith(COMMAND):  # to be copied as it is
            out.append(" " * indent + text)
        else:
            out += _wrap(_clean(text), columns, indent)
    if report:
        out += ["", "Report with sound:", f"  {report}"]
    return out


def _paragraphs(interview: Interview, pack: Pack, question: Question) -> Iterator[tuple[int, str]]:
    """(indent, text) in order; an empty text is an empty line."""
    assessment = interview.assessment
    yield 0, question.title
    yield 0, ""
    if interview.drill is not None and interview.drill.items:
        yield from drill.lines(interview, interview.drill)
        return
    if assessment is None or assessment.overall is None:
        fine = assessment is not None and (assessment.found or interview.kind == STORY)  # a story is never given one
        lead = "" if fine else "No verdict. "
        yield 0, f"{lead}{phrases.sentence(phrases.nothing_to_judge(interview))}"
        if interview.self_rating:
            yield 0, phrases.own_rating(interview.self_rating, None)
    else:
        yield from _verdict(interview, assessment, assessment.overall, pack)
    for notice in phrases.notices(interview):
        yield 0, f"Note: {phrases.sentence(notice)}"
    if assessment is None:
        return
    if assessment.found:
        yield from _flag(assessment)
        yield from _dimensions(assessment, pack)
        yield from _decisions(assessment.decisions)
        yield from _parts(interview, assessment, pack, question)
        yield from _patterns(assessment, pack)
        yield from _challenges(assessment)
    if assessment.delivery is not None:
        yield from _delivery(assessment.delivery)
    if assessment.change_next:
        yield 0, ""
        yield 0, f"ONE THING TO CHANGE: {phrases.sentence(assessment.change_next)}"
        words = phrases.behind_change(assessment, pack)
        if words is not None:
            yield 4, _quote(words)
    yield 0, ""
    yield 0, f"{phrases.judge(assessment.judge)}; {phrases.agreement(assessment.judge)}."
    if phrases.likely(assessment.likely_range):
        yield 0, phrases.RANGE_MEANS


def _verdict(interview: Interview, assessment: Assessment, overall: int, pack: Pack) -> Iterator[tuple[int, str]]:
    likely = phrases.likely(assessment.likely_range)
    yield 0, f"OVERALL {overall} of 5{f' ({likely})' if likely else ''}. {phrases.level_words(pack, overall)}"
    own = phrases.own_rating(interview.self_rating, overall)
    if own:
        yield 0, own
    before = phrases.probing(assessment, pack)
    if before:
        yield 0, before


def _flag(assessment: Assessment) -> Iterator[tuple[int, str]]:
    yield 0, ""
    if assessment.noun_heavy:
        yield 0, f"{phrases.NOUN_HEAVY.upper()}. {phrases.sentence(assessment.noun_heavy_reason)}"
    if assessment.orphans:
        yield 0, f"Named, but nothing decided with it: {', '.join(assessment.orphans)}."
    if assessment.noun_heavy and assessment.worst_stretch is not None:
        yield 2, _quote(assessment.worst_stretch)


def _dimensions(assessment: Assessment, pack: Pack) -> Iterator[tuple[int, str]]:
    titles = {dimension.id: dimension.title for dimension in pack.rubric.dimension}
    order = [name for name in titles if name in assessment.dimensions]
    order += [name for name in assessment.dimensions if name not in titles]
    width = max((len(titles.get(name, name)) for name in order), default=0)
    yield 0, ""
    for name in order:
        score = assessment.dimensions[name]
        title = titles.get(name, name).ljust(width)
        gap = f"  {phrases.sentence(score.gap)}" if score.gap else ""
        if score.score is None:
            yield 0, f"{title}  {phrases.unscored(score)}{gap if score.gap != phrases.NOT_ASKED else ''}"
            for quote in score.evidence[:QUOTES_EACH]:
                yield 4, _quote(quote)
            continue
        before = "" if score.unprompted in (None, score.score) else f" (before probing {score.unprompted})"
        yield 0, f"{title}  {score.score} of 5{before}{gap}"
        for quote in score.evidence[:QUOTES_EACH]:
            yield 4, _quote(quote)


def _decisions(decisions: tuple[Decision, ...]) -> Iterator[tuple[int, str]]:
    yield 0, ""
    yield 0, f"Decisions: {len(decisions) or 'none heard'}"
    for number, decision in enumerate(decisions, start=1):
        slots = (("number", decision.number), ("owner", decision.owner))
        named = (f"{name}: {value}" for name, value in slots if value)
        filled = "; ".join(part for part in (phrases.condition(decision.condition), *named) if part)
        where = phrases.place(Quote(decision.quote, decision.turn, decision.start_s, decision.end_s))
        notes = ", ".join(note for note in (where, "prompted" if decision.prompted else "") if note)
        text = decision.action or decision.quote
        yield 2, f"{number}. {text}{f' [{filled}]' if filled else ''}{f' ({notes})' if notes else ''}"


def _parts(interview: Interview, assessment: Assessment, pack: Pack, question: Question) -> Iterator[tuple[int, str]]:
    lengths = {turn.number: turn.duration_s for turn in interview.turns}
    reached, missed = [], []
    for part in expected_parts(pack, question):
        quote = assessment.covered.get(part.id)
        if quote is None:
            missed.append(part.title)
        else:
            length_s = lengths.get(quote.turn)
            of = f" of {phrases.clock(length_s)}" if length_s and quote.start_s is not None else ""
            where = phrases.place(quote) + of
            reached.append(f"{part.title}{f' ({where})' if where else ''}")
    yield 0, ""
    if reached:
        yield 0, f"Covered: {'; '.join(reached)}."
    if missed:
        yield 0, f"Not reached: {'; '.join(missed)}."


def _patterns(assessment: Assessment, pack: Pack) -> Iterator[tuple[int, str]]:
    found = [pattern for pattern in pack.head.pattern if pattern.id in assessment.patterns]
    if not found:
        return
    yield 0, ""
    for pattern in found:
        yield 0, f"Weak pattern, {pattern.title}: {phrases.sentence(pattern.advice)}"
        for quote in assessment.pattern_evidence.get(pattern.id, ())[:QUOTES_EACH]:
            yield 4, _quote(quote)


def _challenges(assessment: Assessment) -> Iterator[tuple[int, str]]:
    if assessment.stances or assessment.contradictions:
        yield 0, ""
    for record in assessment.stances:
        done = phrases.stance(record.stance, record.sound)[0]
        wrong = "" if record.sound else f" {phrases.refutation(record.refutation)}"
        yield 0, f"Challenge in {phrases.turn_name(record.turn)}: {done}{wrong}"
    for first, second in assessment.contradictions:
        yield 0, "These do not fit together:"
        yield 4, _quote(first)
        yield 4, _quote(second)


def _delivery(delivery: Delivery) -> Iterator[tuple[int, str]]:
    said = [f"{delivery.words} words"]
    if delivery.words_per_minute is not None:
        said.append(f"{delivery.words_per_minute:.0f} a minute")
    if delivery.long_pauses:
        places = ", ".join(phrases.place(pause) for pause in delivery.long_pauses[:4] if phrases.place(pause))
        pauses = phrases.count(len(delivery.long_pauses), "long pause")
        said.append(f"{pauses}{f' (at {places})' if places else ''}")
    said.append(phrases.fillers(delivery.fillers_at_least))
    if delivery.first_decision_s is not None:
        said.append(f"first decision at {phrases.clock(delivery.first_decision_s)}")
    yield 0, ""
    yield 0, f"Delivery: {', '.join(said)}. None of this changes a score."


def _quote(quote: Quote) -> str:
    where = phrases.place(quote)
    return f'"{quote.quote}"{f" ({where})" if where else ""}'


def _clean(text: str) -> str:
    """Without control characters: what a recogniser or a model wrote must not steer the terminal."""
    return "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)


def _wrap(text: str, columns: int, indent: int) -> list[str]:
    if not text.strip():
        return [""]
    lead = " " * indent
    return textwrap.wrap(
        text, columns, initial_indent=lead, subsequent_indent=lead + "  ", break_on_hyphens=False, drop_whitespace=True
    )
