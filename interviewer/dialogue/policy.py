"""Which follow-up is worth most now. Pure: the same situation gives the same ranking.

Values are points on one scale, set so that what makes an answer hard to trust (a contradiction, a salad of terms, no
decision) goes before what would make it richer, and so that a complete answer is challenged rather than completed.
"""

from __future__ import annotations

import random
from collections import Counter

from interviewer.analysis.expressions import holds, names
from interviewer.dialogue import answers, invented, persona, picking, replies, theirs
from interviewer.dialogue.options import CHALLENGES, GAPS, NAMED_IN_PASSING, Option, fitting, keyed, probe_thread
from interviewer.dialogue.situation import Situation

VALUES = {
    "contradiction": 111,
    "clarify": 108,
    "dodged": 112,
    "so_what": 48,
    "release_decision": 66,
    "threshold": 68,
    "missing_part": 63,
    "segment": 61,
    "change_over_time": 58,
    "owner": 57,
    "cost_tradeoff": 52,
    "judge_disagreement": 43,
    "metric_conflict": 44,
    "bogus_challenge": 46,
    "sound_challenge": 46,
    "new_constraint": 43,
    "caved": 134,
    "dug_in": 128,
    "taken_up": 94,
    "flaw": 130,
}
NOUN_HEAVY = 60  # added to so_what where the whole answer is names
PER_FIGURE = 8  # added to so_what for each figure that came without a reason and holds nothing up
FIGURES_MOST = 3
WHOLE_ANSWER = 36  # added to challenges in proportion to how much of what the question asks for is there
OWN = 14  # a question's own wording over a general one of its kind, whatever else differs
FIGURES = 12  # fresh figures over fixed ones
SOONER = 20  # added in the slot where it comes before the last one
PER_MISSING = 2
PICKS_UP = 7  # for what says back the candidate's own words
BEARS = 3  # for each word of it that the candidate has used
BEARS_MOST = 3
LATEST = 4  # for each that the last reply brought in
LATEST_MOST = 2
FORM = 16  # taken off a general wording that names nothing of the candidate's nor of the question's
UNHEARD = 12  # taken off a disagreement or new condition among things that nobody spoke of, while others are open
TOUCHED = 40  # taken off what asks for something that was said in other words
FOUNDATION = 12  # added where not even the first part of an answer is there: nothing can be built on it
FIRST_STEP = 20  # added where the candidate had nothing to say: what is missing first is the smaller step
AGAIN = 28  # taken off a kind for each time it was asked in this interview
EARLIER = 5  # and for each time in earlier interviews on this question
SAME_THREAD = 8  # taken off for each follow-up on the thread
WHOLE = 0.4  # share of what a question asks for; above it an answer must stand up to an objection
THIN = 0.15  # below it there is nothing yet to object to
UNFOUNDED = 40  # taken off an objection to so little, or to little that stands on nothing
UNOPPOSED = 16  # added to challenges as long as such an answer met none
OPENING = 24  # taken off an objection or a new condition as the first of three or more: first the plan as it is
PATTERN = 34  # for what a weak pattern of the pack lacks: who only ever says "we" is asked for their own part
LOOSE = 20  # taken off an objection that touches nothing that was said, or a general one that says nothing of it back
OTHER_SIDE = 8  # for the sort of challenge that this question saw less of in earlier interviews
PLACES = (1, 2, 2, 3)  # with so many slots left, each as often as it stands here
JITTER = 12.0  # between kinds, so that two interviews differ
JITTER_WITHIN = 2.0  # between wordings of one kind
VAGUE = 10  # taken off what takes up a reply without a word of its own on what that was
CONCEDED = 16  # added where the reply has given something up: who goes on as if nothing were said did not listen
DEPTH = 2  # follow-ups on one thread
SHORT_S = 150.0  # with less time than this every word of a follow-up counts
SHORT_WORDS = 16
LONG_PROBES = 3  # an interview with so many follow-ups has room for a disagreement with figures
DISAGREEMENTS = frozenset(("judge_disagreement", "metric_conflict"))
UNPROMPTED = DISAGREEMENTS | {"new_constraint"}  # they bring in something of their own


def rank(situation: Situation, free: bool = False) -> list[Option]:
    """What could be asked now, best first; what earlier interviews asked only after everything else.

    In: `free` as for `bound`. Empty only where the pack has nothing left that was not asked in this very interview.
    """
    depth = Counter(probe_thread(turn.probe, situation) for turn in situation.interview.turns if turn.probe is not None)
    every = fitting(situation)
    options = [option for option in every if depth[option.thread] < DEPTH]
    options = [option for option in options if not _again(option, situation)] or options
    if bound(situation, free):
        owed = owed_kinds(situation)
        options = [option for option in every if _pays(option, owed)] or options
    kinds = {key: probing.kind for key, probing, _ in keyed(situation)}
    earlier = Counter(kinds.get(key.partition(":")[0], "") for key in situation.asked_before)
    return sorted(
        options,
        key=lambda option: (
            option.probe.key.partition(":")[0] in situation.asked_before,
            -value(option, situation, depth, earlier),
        ),
    )


def best(situation: Situation) -> Option | None:
    """The follow-up to ask now."""
    return next(iter(rank(situation)), None)


def owed_kinds(situation: Situation) -> frozenset[str]:
    """Of which kinds one is owed: a disagreement, in a long interview one with figures.

    A pack in which nobody judges against reviewers has none; there an objection is owed, once there is something to
    object to.
    """
    if not any(probing.kind == "judge_disagreement" for _, probing, _ in keyed(situation)):
        challenged = bool(CHALLENGES & set(situation.asked_kinds))
        return frozenset() if challenged or _unfounded(situation) else CHALLENGES
    kinds = frozenset(("judge_disagreement",)) if _is_long(situation) else DISAGREEMENTS
    met = any(
        turn.probe is not None and turn.probe.kind in kinds and (len(kinds) > 1 or turn.probe.figures is not None)
        for turn in situation.interview.turns
    )
    return frozenset() if met else kinds


def bound(situation: Situation, free: bool = False) -> bool:
    """Whether this slot belongs to what is owed: it is the last one, or there may be no other.

    In: `free`, whether somebody chooses who hears more than the rules do; then only a long interview owes anything.
    In a short one what was dodged comes first.
    """
    last = situation.probes_left <= 1 or situation.time_left_s < SHORT_S
    return last and bool(owed_kinds(situation)) and (_is_long(situation) or not (free or answers.dodged(situation)))


def value(option: Option, situation: Situation, depth: Counter[str], earlier: Counter[str]) -> float:
    """Points of one option in this situation."""
    kind = option.probe.kind
    points = float(VALUES[kind])
    named = situation.analysis.noun_heavy or (situation.wholeness < THIN and _only_names(situation))
    if kind == "so_what" and named and kind not in situation.asked_kinds:
        points += NOUN_HEAVY * (option.probe.refers_to in option.probe.text)  # what was named, not only a fitting case
    if kind == "so_what" and option.quotes:
        points += PER_FIGURE * min(len(invented.clauses(situation)), FIGURES_MOST)
    if kind in CHALLENGES or kind in DISAGREEMENTS or kind == "new_constraint":
        points += WHOLE_ANSWER * situation.wholeness
    if (kind in CHALLENGES or kind == "new_constraint") and not situation.asked_kinds:
        points -= OPENING * (situation.probes_left >= LONG_PROBES)
    if kind == "missing_part" and _founds(option, situation):
        points += FOUNDATION
    if kind == "missing_part" and situation.last is not None and answers.at_a_loss(situation.said(situation.last)):
        points += FIRST_STEP
    if kind == "judge_disagreement" and option.probe.figures is not None and _is_long(situation):
        points += FIGURES + SOONER * _comes_early(situation)
    if kind in GAPS:
        lacked = not option.touched and bool(_lacking(situation) & set(option.probe.asks_for))
        points += PER_MISSING * option.missing + PATTERN * lacked - FORM * (_is_form(option) and not lacked)
    points -= TOUCHED * option.touched
    if kind in CHALLENGES:
        points -= LOOSE * (not picking.touches(option.probe) or not (option.own or option.quotes))
        side = _side(situation, earlier)
        points += OTHER_SIDE * (side if option.probe.sound else -side)
        points -= UNFOUNDED * (
            situation.wholeness < THIN or (situation.wholeness < WHOLE and bool(_foundation(situation)))
        )
        calm = not situation.analysis.contradictions or "contradiction" in situation.asked_kinds
        if calm and situation.wholeness >= WHOLE and not CHALLENGES & set(situation.asked_kinds):
            points += UNOPPOSED
    points += OWN * option.own + PICKS_UP * option.quotes
    if kind in GAPS or kind in UNPROMPTED:
        points += BEARS * min(option.bears, BEARS_MOST if option.own or option.fitted else 1)
        points += LATEST * min(replies.bears(option.probe.text, situation), LATEST_MOST)
        points -= UNHEARD * (kind in UNPROMPTED and _is_foreign(option))
    points -= AGAIN * situation.asked_kinds.count(kind) + EARLIER * earlier[kind]
    points -= SAME_THREAD * depth[option.thread] * (kind not in ("dodged", "taken_up"))
    points -= VAGUE * (kind == "taken_up" and not option.bears)
    points += CONCEDED * (kind == "taken_up" and not option.quotes)
    points += persona.named(situation.interview.persona).points(option.probe)
    if situation.time_left_s < SHORT_S:
        points -= max(0, len(option.probe.text.split()) - SHORT_WORDS)
    points += JITTER * random.Random(f"{situation.seed}.{kind}").random()
    return points + JITTER_WITHIN * random.Random(f"{situation.seed}.{option.probe.key}").random()


def _only_names(situation: Situation) -> bool:
    """Whether a short answer names several things and decides nothing."""
    analysis = situation.analysis
    return len(analysis.orphans) >= NAMED_IN_PASSING and not analysis.decisions


def _pays(option: Option, owed: frozenset[str]) -> bool:
    if owed == CHALLENGES:
        return option.probe.kind in owed and picking.touches(option.probe)
    return option.probe.kind in owed and (len(owed) > 1 or option.probe.figures is not None)


def _again(option: Option, situation: Situation) -> bool:
    """Whether it is a second disagreement of those who mark, or one without figures where one with them is owed."""
    if option.probe.kind != "judge_disagreement":
        return False
    return option.probe.kind in situation.asked_kinds or (_is_long(situation) and option.probe.figures is None)


def _is_long(situation: Situation) -> bool:
    kind = situation.pack.head.kinds.get(situation.question.kind)
    return kind is not None and kind.probes >= LONG_PROBES


def _comes_early(situation: Situation) -> bool:
    """Whether the disagreement comes in this slot, before the last; in the first only where marking was told of."""
    place = random.Random(f"{situation.seed}.{situation.question.id}.early").choice(PLACES)
    if situation.probes_left != place or place == 1 or not owed_kinds(situation) or _unfounded(situation):
        return False
    if situation.analysis.contradictions and "contradiction" not in situation.asked_kinds:
        return False
    shown = theirs.setup(situation).shown
    return place == 2 or shown["judge"] or shown["people"]


def _foundation(situation: Situation) -> str:
    """The id of the first part of an answer, where nothing of it is there yet."""
    first = next(iter(situation.pack.head.part), None)
    return first.id if first is not None and not holds(first.rule, situation.facts) else ""


def _is_form(option: Option) -> bool:
    """Whether it could be put to anybody about anything; that a word of it was used does not make it fit."""
    return not (option.own or option.quotes or option.fitted)


def _is_foreign(option: Option) -> bool:
    """Whether it brings in a judge, users or a new condition that nobody spoke of."""
    if option.probe.kind == "judge_disagreement":
        return not option.bears
    return _is_form(option)


def _founds(option: Option, situation: Situation) -> bool:
    """Whether it asks for something of the first part of an answer, where nothing of that is there."""
    first = next((part for part in situation.pack.head.part if part.id == _foundation(situation)), None)
    return first is not None and bool(set(names(first.rule)) & set(option.probe.asks_for))


def _unfounded(situation: Situation) -> bool:
    """Whether there is nothing yet to object to: next to nothing, or little that stands on nothing."""
    return situation.wholeness < THIN or (situation.wholeness < WHOLE and bool(_foundation(situation)))


def _lacking(situation: Situation) -> frozenset[str]:
    """The facts whose absence makes up a weak pattern that shows: for "only we and nothing of one's own", one's own."""
    facts = situation.facts
    shown = [one for one in situation.pack.head.pattern if not one.absence and holds(one.rule, facts)]
    return frozenset(name for one in shown for name in names(one.rule) if not facts[name])


def _side(situation: Situation, earlier: Counter[str]) -> int:
    """1 where sound challenges are due (wrong ones led so far), -1 where wrong ones are; a first interview: wrong ones.

    Whoever only ever met wrong objections would learn to hold on to everything.
    """
    met = earlier + Counter(situation.asked_kinds)
    return 1 if met["bogus_challenge"] > met["sound_challenge"] else -1
