"""Every follow-up that would fit now, filled with what was said. Pure; `policy` ranks them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from interviewer.analysis.expressions import holds, names
from interviewer.dialogue import (
    answers,
    heard,
    invented,
    matching,
    meaning,
    picking,
    quoting,
    reasons,
    replies,
    theirs,
    totals,
    touched,
    wording,
    words,
)
from interviewer.dialogue.situation import Situation
from interviewer.model import Figures, Probe
from interviewer.packs import Pack, Probing

KINDS = (
    "missing_part", "threshold", "release_decision", "owner", "so_what", "segment", "change_over_time", "cost_tradeoff",
    "new_constraint", "contradiction", "judge_disagreement", "metric_conflict", "sound_challenge", "bogus_challenge",
    "clarify", "dodged", "caved", "dug_in", "taken_up", "flaw",
)  # fmt: skip
GAPS = frozenset(KINDS[:4] + KINDS[5:8])  # they ask for facts, so they are idle once those are there
CHALLENGES = frozenset(("sound_challenge", "bogus_challenge"))
UPON = CHALLENGES | {"judge_disagreement"}  # they need something that was said, as their `near` knows it
UNASKED = frozenset(("metric_conflict", "new_constraint"))  # they set a scene, which must not contradict the plan
REACTIONS = frozenset(("caved", "dug_in"))  # named after the stance that an objection met
FIGURE_SLOTS = frozenset(("items", "judge", "human", "both", "agree", "kappa", "share", "apart", "inside"))
QUOTING = GAPS | CHALLENGES | {"new_constraint", "metric_conflict"}  # may begin with what was said
NAMED_IN_PASSING = 3  # so many idle terms are worth a question even where the answer as a whole is not noun-heavy


@dataclass(frozen=True)
class Option:
    """A follow-up that fits now.

    thread   what it is about, for the depth rule
    own      it is one of the question's own
    missing  how many of the facts that it asks for are still missing
    quotes   whether it says back what was said
    fitted   whether it names a risk of this question
    bears    how many telling words of it the candidate has used, beside what it says back
    touched  whether it asks for something that was said already, though the facts do not show it
    """

    probe: Probe
    thread: str
    own: bool
    missing: int
    quotes: bool = False
    bears: int = 0
    fitted: bool = False
    touched: bool = False


def keyed(situation: Situation) -> Iterator[tuple[str, Probing, bool]]:
    """(key, wording, is it the question's own) of everything that could ever be asked on this question."""
    for number, probing in enumerate(situation.question.probes, start=1):
        yield probing.id or f"{situation.question.id}.{probing.kind}.{number}", probing, True
    count: dict[str, int] = {}
    for probing in situation.pack.probes.probe:
        count[probing.kind] = count.get(probing.kind, 0) + 1
        yield probing.id or f"{probing.kind}.{count[probing.kind]}", probing, False


def fitting(situation: Situation) -> list[Option]:
    """All that fit now, in no order."""
    facts, marking = situation.facts, theirs.setup(situation)
    found: list[Option] = []
    for key, probing, own in keyed(situation):
        if key in situation.asked_keys or not holds(probing.setup, marking.shown):
            continue
        if not _applies(probing, situation, facts):
            continue
        option = _filled(key, probing, own, situation, facts, marking)
        if option is not None and not _faults(option.probe, situation):
            found.append(option)
    return found


def _faults(probe: Probe, situation: Situation) -> list[str]:
    """Only asking again may sound like what was asked before."""
    return wording.faults(probe.text) if ":" in probe.key else wording.check(probe.text, situation)


def thread_of(asks_for: tuple[str, ...], kind: str, pack: Pack) -> str:
    """What a follow-up is about: the part of the answer of its first fact, else that fact, else its kind."""
    if not asks_for:
        return kind
    return next((part.id for part in pack.head.part if asks_for[0] in names(part.rule)), asks_for[0])


def probe_thread(probe: Probe, situation: Situation) -> str:
    """The thread of a follow-up; asking again, or taking up the reply, stays on that of what was asked before."""
    if probe.kind == "taken_up":
        before = replies.answered_by(probe, situation)
        return probe.kind if before is None else probe_thread(before, situation)
    if ":" in probe.key:
        for turn in situation.interview.turns:
            if turn.probe is not None and probe.key.endswith(f":{turn.probe.key}"):
                return probe_thread(turn.probe, situation)
    return thread_of(probe.asks_for, probe.kind, situation.pack)


def _applies(probing: Probing, situation: Situation, facts: Mapping[str, bool]) -> bool:
    if not holds(probing.when, facts):
        return False
    kind = probing.kind
    scene = kind not in UPON | REACTIONS | {"taken_up", "dodged"} and "said" not in wording.placeholders(probing.text)
    if scene and probing.near and not replies.stands_by(probing, situation):
        return False
    if kind in GAPS:
        fair = [fact for fact in probing.asks_for if fact in situation.question.asks]
        return any(not facts[fact] for fact in fair)
    if kind in UPON and "said" not in wording.placeholders(probing.text):
        if kind in CHALLENGES and probing.near and not replies.stands_by(probing, situation, firmly=False):
            return False
        spoken_of = situation.all_said if kind in CHALLENGES else f"{situation.question.prompt} {situation.all_said}"
        return not heard.holds(probing.unless, spoken_of) and (not probing.near or heard.holds(probing.near, spoken_of))
    if kind == "taken_up":
        taken = "said" in wording.placeholders(probing.text) or replies.shows(probing, situation)
        return taken and replies.is_one(situation)
    if kind == "so_what":
        figures = "said" in wording.placeholders(probing.text)
        return bool(probing.when) or (bool(invented.clauses(situation)) if figures else _idle_terms(situation))
    if kind == "contradiction":
        overdrawn = "parts" in wording.placeholders(probing.text)
        return totals.overdrawn(situation) is not None if overdrawn else bool(situation.analysis.contradictions)
    if kind == "clarify":
        return (
            bool(meaning.asked_back(situation))
            if "meant" in wording.placeholders(probing.text)
            else answers.unclear(situation)
        )
    if kind in REACTIONS:
        return answers.reaction(situation) == kind
    if kind == "flaw":
        return bool(situation.suspected.get(probing.suspects)) and not _comes_after(kind, situation)
    if kind == "dodged":
        asked = picking.asked_last(situation)
        fits = not probing.near or (asked is not None and heard.holds(probing.near, asked.text))
        return fits and not meaning.asked_back(situation) and answers.dodged(situation)
    return not (kind in UNASKED and heard.holds(probing.unless, situation.all_said))


def _comes_after(kind: str, situation: Situation) -> bool:
    """Whether something goes before a doubt about one step, or it has been asked about one already."""
    analysis, asked = situation.analysis, situation.asked_kinds
    salad = analysis.noun_heavy and "so_what" not in asked
    return kind in asked or salad or (bool(analysis.contradictions) and "contradiction" not in asked)


def _idle_terms(situation: Situation) -> bool:
    analysis = situation.analysis
    return bool(analysis.orphans) and (analysis.noun_heavy or len(analysis.orphans) >= NAMED_IN_PASSING)


def _as_said(situation: Situation) -> list[str]:
    """The idle terms, those first and alone that stand in the transcript in their own name."""
    said = situation.all_said.lower()
    question = situation.question
    topics = matching.telling(
        " ".join(
            (
                question.prompt,
                question.title,
                *question.fixed.values(),
                *question.risks,
                *question.categories,
                *(one.text for one in question.probes),
            )
        )
    )
    # everybody speaks of those
    orphans = [term for term in situation.analysis.orphans if not matching.telling(term) <= topics]
    named = [
        term
        for term in orphans
        if all(word in said for word in term.lower().replace("-", " ").split())
        and term.lower() not in words.load().heard["no_nouns"]
    ]
    asked = words.plain(situation.question.prompt)
    own = [
        term for term in named if not (term.islower() and term in asked)
    ]  # "refusals", where refusals are asked about
    return [spoken for term in own if (spoken := situation.standing.named(term))] if named else orphans


def _filled(
    key: str, probing: Probing, own: bool, situation: Situation, facts: Mapping[str, bool], marking: theirs.Setup
) -> Option | None:
    wanted = wording.placeholders(probing.text)
    dice = random.Random(f"{situation.seed}.{key}.{len(situation.interview.turns)}")
    slots: dict[str, str] = {}
    refers_to = what = ""
    table: Figures | None = None
    asks_for = tuple(fact for fact in probing.asks_for if fact in situation.pack.facts)
    quote, said = picking.quote(probing, situation, facts) if probing.kind not in ("taken_up", "flaw") else ("", "")
    if probing.kind == "flaw":
        quote, said = picking.suspected(probing, situation)
    elif probing.kind == "taken_up":
        quote, said = replies.brought(probing, situation)
        refers_to = "" if "said" in wanted else replies.conceding(probing, situation)
    elif probing.kind in REACTIONS:
        quote, said = picking.objected_to(situation)
    elif probing.kind == "so_what" and "said" in wanted and not probing.when:
        fresh = (one for one in invented.clauses(situation) if not _said_back(one[1], situation))
        quote, said = next(fresh, ("", ""))
    elif probing.kind in CHALLENGES and "said" not in wanted:
        quote = picking.nearest(probing, situation, quote, heard.of_them(probing.near, situation))
    if "said" in wanted and quote and not said and probing.kind in CHALLENGES:  # nothing of it can be said back
        probing = msgspec.structs.replace(probing, text=wording.without_own_words(probing.text) or probing.text)
        wanted = wording.placeholders(probing.text)
    if "said" in wanted or (probing.kind in CHALLENGES | REACTIONS and quote):
        if "said" in wanted and probing.kind not in REACTIONS and _said_back(said, situation):
            return None
        slots["said"], refers_to = said, quote
    if wanted & {"noun", "nouns"}:
        orphans = _as_said(situation)
        chosen = sorted(dice.sample(range(len(orphans)), min(2, len(orphans)))) if orphans else []
        spoken = [quoting.noun(orphans[index]) for index in chosen]
        slots["noun"], slots["nouns"] = (spoken[0] if spoken else ""), " and ".join(spoken) if len(spoken) > 1 else ""
        refers_to = what = slots["nouns"] if "nouns" in wanted else slots["noun"]
    if "first" in wanted:
        pair = picking.pair(situation)
        if pair is None:
            return None
        slots["first"], slots["second"], refers_to = pair
        what = refers_to
    if "parts" in wanted and (sum_ := totals.overdrawn(situation)) is not None:
        slots["whole"], slots["parts"], refers_to = sum_.whole, sum_.parts, sum_.quote
        what = refers_to
        if refers_to in {turn.probe.refers_to for turn in situation.interview.turns if turn.probe is not None}:
            return None
    if "meant" in wanted:
        slots["meant"] = meaning.asked_back(situation)
    if "before" in wanted or probing.kind == "dodged":
        asked = picking.asked_last(situation, behind=len(slots.get("meant", "").split()))
        if asked is None:
            return None
        refers_to = slots["before"] = asked.text
        asks_for, key = asked.asks_for, f"{key}:{asked.key}"
        if key in situation.asked_keys:
            return None
    slots |= marking.slots
    if wanted & FIGURE_SLOTS:
        about = picking.named_first(situation.question.categories, situation)
        table, told = marking.table(probing.sides, about, dice.randrange(1 << 30), doubly="pair" in wanted)
        slots |= told
    elif "category" in wanted and situation.question.categories:
        slots["category"] = dice.choice(picking.named_first(situation.question.categories, situation))
    if "risk" in wanted and situation.question.risks:
        slots["risk"] = dice.choice(picking.unheard_first(situation.question.risks, situation))
    if probing.kind == "clarify" and situation.last is not None and "before" not in wanted:
        refers_to = " ".join(situation.said(situation.last).split()[-12:])
    text = wording.fill(probing.text, slots)
    if not text:
        return None
    text = marking.addressed(text) if table is not None else text
    gap = probing.kind in GAPS
    missing = tuple(fact for fact in asks_for if not facts[fact] and fact in situation.question.asks)
    asked_already = probing.kind != "flaw" and (
        touched.answered(probing, situation, of_gaps=gap)
        or heard.answered(probing, situation, missing, own=own, of_gaps=gap)
    )
    bears = picking.bearing(wording.fill(probing.text, {**slots, "said": "-"}), situation)
    if probing.kind == "taken_up":
        bears = len(probing.near)
    if table is not None:
        bears = int("no_judge" not in names(probing.setup))  # it brings in no model that nobody spoke of
    leads = probing.kind in QUOTING and not wording.sets_a_scene(text)
    if (own or "risk" in wanted) and leads and not asked_already:
        quote, said = picking.alike(text, situation)
        longer = wording.with_own_words(text, said)
        text, refers_to = longer, (quote if longer != text else refers_to)
    if probing.kind not in REACTIONS and said != quote:  # a bare "one in ten" needs its "You said"
        text = wording.opened(text, situation.interview, dice)
    text = text if ":" in key else wording.varied(text, situation.interview, dice)
    lacks = missing or asks_for
    named = picking.missing_title(lacks, situation.pack) if gap or table is None else ""
    probe = Probe(
        kind=probing.kind,
        text=text,
        refers_to=refers_to
        or reasons.about(text, situation, setup=table is not None)
        or named
        or situation.question.title,
        reason=reasons.reason(probing, lacks, situation, gap=gap, said=asked_already, what=what or named),
        key=key,
        asks_for=asks_for,
        sound=probing.kind == "sound_challenge" if probing.kind in CHALLENGES else None,
        refutation=probing.refutation,
        figures=table,
    )
    if probing.kind in CHALLENGES and not (own or (said and said in text) or picking.touches(probe)):
        return None
    return Option(
        probe,
        probe_thread(probe, situation),
        own,
        len(missing),
        (bool(said) and said in text) or (probing.kind == "dodged" and bool(probing.near)),
        bears,
        "risk" in wanted,
        asked_already,
    )


def _said_back(said: str, situation: Situation) -> bool:
    """Whether a follow-up has said these words back already."""
    return any(said in turn.probe.text for turn in situation.interview.turns if turn.probe is not None and said)
