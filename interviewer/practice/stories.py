"""Stories from the candidate's own work: told aloud, kept like any recording, and the best three of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from interviewer.model import Assessment, Decision, DrillRun, Interview, Judge
from interviewer.packs import Pack, Question
from interviewer.practice import drills
from interviewer.practice.best import Kept, value
from interviewer.practice.plan import Ask, load

if TYPE_CHECKING:
    from spacy.tokens import Doc

KIND = "story"
MOST = 3
FEWEST_WORDS = 40  # a story told in a quarter of a minute has no room for what came of it; chosen, not measured
NO_LEVEL = "A story gets no level. What counts in it is what you decided, and what came of it."
NO_DRILL_LEVEL = "A drill gets no level: its own list says what was there and what was missing."


@dataclass(frozen=True)
class Story:
    """One story that was told: what asked for it, when, its decisions, the best of them first."""

    id: str
    title: str
    told_at: str
    words: int
    decisions: tuple[Decision, ...]


def question(ask: Ask) -> Question:
    """The story's prompt as a question: it has no facts to ask for and no follow-ups."""
    return Question(
        id=f"{KIND}-{ask.id}", kind=KIND, title=ask.title, prompt=ask.prompt, fixed={}, fixed_cues={}, risks=(),
        asks=(), vocabulary=(), categories=(), probes=(), strong=(), weak=(),
    )  # fmt: skip


def asked_in(interview: Interview, pack: Pack) -> Question:
    """What that interview asked first; where it took a follow-up again, the question in the follow-up's words."""
    found = asked(interview.kind, interview.question, pack, interview.drill)
    return found if interview.probe is None else msgspec.structs.replace(found, prompt=interview.probe.spoken)


def asked(kind: str, question_id: str, pack: Pack, drill: DrillRun | None = None) -> Question:
    """What an interview of that kind asked: a question of the pack, a story's or a drill's. Raises UsageFailure."""
    if kind == drills.KIND:
        found = drills.find(pack, question_id)
        return drills.question(found, drill.prompt if drill else found.title)
    for ask in load().story.ask if kind == KIND else ():
        if question_id == f"{KIND}-{ask.id}":
            return question(ask)
    return pack.question(question_id)


def next_ask(told: Sequence[Story]) -> Ask:
    """The first prompt that was not answered yet, then the one that was answered longest ago."""
    asks = load().story.ask
    last = {story.title: number for number, story in enumerate(told)}
    return min(asks, key=lambda ask: last.get(ask.title, -1))


def read(interview: Interview, pack: Pack, parse: Callable[[str], Doc]) -> Assessment:
    """What was decided in the story, and how it was told; no level."""
    from interviewer.analysis import analyse

    found = analyse(interview.turns, pack, parse)
    heard = any(turn.words for turn in interview.turns)
    return Assessment(
        overall=None,
        reason=(NO_DRILL_LEVEL if interview.drill else NO_LEVEL) if heard else "Nothing was said.",
        judge=Judge("rules", "rules", pack.rubric.version),
        decisions=found.decisions,
        nouns_used=found.nouns_used,
        orphans=found.orphans,
        contradictions=found.contradictions,
        delivery=found.delivery,
    )


def told(kept: Sequence[Kept]) -> list[Story]:
    """All stories that were told to their end, oldest first."""
    titles = {f"{KIND}-{ask.id}": ask.title for ask in load().story.ask}
    found = []
    for one in kept:
        if one.kind == KIND and one.state == "done" and one.assessment is not None and one.assessment.delivery:
            ranked = tuple(sorted(one.assessment.decisions, key=value, reverse=True))
            title = titles.get(one.question, one.question)
            found.append(Story(one.id, title, one.started_at, one.assessment.delivery.words, ranked))
    return found


def best(stories: Sequence[Story]) -> list[Story]:
    """At most three, the best first: long enough, one for each prompt before a second, then by what was decided."""
    ranked = sorted(
        enumerate(stories),
        key=lambda pair: (pair[1].words >= FEWEST_WORDS, sum(map(value, pair[1].decisions[:MOST])), pair[0]),
        reverse=True,
    )
    order = [story for _, story in ranked]
    firsts = [story for at, story in enumerate(order) if story.title not in {one.title for one in order[:at]}]
    return [*firsts, *(story for story in order if story not in firsts)][:MOST]
