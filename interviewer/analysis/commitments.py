"""Whether a stretch of speech commits somebody to something, and to what kind of thing.

Two questions are asked of it. Does somebody act (`acts`): the speaker, a person or a team, or a rule? And what makes it
a decision and not a description (`anchors`, `bars`): a condition, a bar, a number of things, a choice against something
else, a cadence, an owner, a release? Either alone decides nothing.
"""

from __future__ import annotations

from interviewer.analysis import amounts, anchors, bars, people
from interviewer.analysis.acts import acting, hedged, looks, maybe, refuses_to_call, spares
from interviewer.analysis.clauses import clauses
from interviewer.analysis.cues import STATIVE
from interviewer.analysis.predicates import Clause
from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit

ALWAYS = wordset("every each any anything everything whatever whoever")
SHORT = 7  # words
CATALOGUE = 9  # words
WATCHING = STATIVE | wordset("look watch see")  # a reason for it makes no decision of it
REASONS = wordset("because since as so cause cuz")
# What was done counts where it could have been done otherwise ("we held it back"), not what went on ("we processed").
CHANGING = wordset(
    """accept add ask ban block blind change choose collect cut decide double draw drop flip freeze give hide hire hold
    keep label leave limit lock mark move pay pick pull put read refuse reject remove replace reserve retire rewrite
    roll select send separate set ship split stay stop swap switch take throw want weigh write"""
)


def kind_of(unit: Unit) -> str:
    """What kind of decision the stretch makes: gate, condition, owner, choice, quantity, release, schedule, or ""."""
    c = unit.cues
    if c & {"injection", "listing", "question"} or _catalogue(unit):
        return ""
    if len(unit.own) < 3:
        return "release" if "release" in c and acting(unit, clauses(unit.tokens, unit.first, unit.last)) else ""
    parts = clauses(unit.tokens, unit.first, unit.last)
    main = [part for part in parts if not part.side]
    acts = acting(unit, parts)
    stops = bool(c.intersection(anchors.STOPS))
    bar = bool(c & {"threshold", "zero_tolerance"}) or bars.sets_bar(unit, main)
    if not acts and amounts.draws(unit):
        return "quantity"
    if _decided(unit, main):
        return "choice"
    if "no_decisions" in unit.said:
        return ""
    told = any(part.past and not bars.of_rule(unit, part) for part in main) and not acts
    if "reported" in c and not anchors.only_after(unit, acts, "reported"):
        return ""
    if told and not (bar and stops and "commit" in c):
        return ""
    if "describe" in unit.said and not (bar or stops or "condition" in c or acts):
        return ""
    maybe = hedged(unit, parts) and not acts
    named = bar and bars.names_gate(unit)
    if (not maybe or named) and (_gate(unit, parts, acts, bar) if not told else bar and stops):
        return "gate"
    return "" if maybe else _plan(unit, parts, acts)


def _changes(unit: Unit, act: Clause) -> bool:
    return act.verb is not None and (act.passive or unit.tokens[act.verb].lemma in CHANGING)


def _lemma(unit: Unit, part: Clause) -> str:
    return unit.tokens[part.verb].lemma if part.verb is not None else ""


def _catalogue(unit: Unit) -> bool:
    """Whether it is mostly a list that nobody punctuated: CATALOGUE nouns and adjectives in a row."""
    run = 0
    for token in unit.own:
        names = token.pos in ("NOUN", "PROPN", "ADJ", "X") and not token.comma and not token.numeric
        run = run + 1 if names else 0
        if run >= CATALOGUE:
            return True
    return False


def _decided(unit: Unit, main: list[Clause]) -> bool:
    """Whether a story tells a decision of the speaker's own; only in packs with a list of such verbs, `past_decides`.

    The other list of that kind, `no_decisions`, has what decides nothing there ("one would").
    """
    verbs = {at for span in unit.said.get("past_decides", ()) for at in range(span.first, span.last + 1)}
    return any(
        part.subject == "ours" and part.told and not part.negated and verbs & set(range(part.first, part.last + 1))
        for part in main
    )


def _gate(unit: Unit, parts: tuple[Clause, ...], acts: list[Clause], bar: bool) -> bool:
    """Whether a bar is set that something has to pass."""
    main = [part for part in parts if not part.side]
    verbless = all(part.verb is None for part in main)
    binds = acts or verbless or not all(bars.tells_what_there_is(unit, part) for part in main)
    asked = "gate" in unit.cues or bars.demands(unit) or bars.sets_bar(unit, main)
    if bar and binds and (asked or unit.cues.intersection(anchors.STOPS)):
        return True
    bare = verbless and bars.bare_bar(unit)
    return bare or bars.fails(unit, main) or bars.must_pass(unit, main) or (bar and bars.trusts(unit, parts))


def _plan(unit: Unit, parts: tuple[Clause, ...], acts: list[Clause]) -> str:
    """The kind of what is planned where no bar is set."""
    main = [part for part in parts if not part.side]
    verbless = all(part.verb is None for part in main)
    own = [part for part in acts if part.subject in ("ours", "none")]
    acted = acts or any(looks(unit, part) for part in main)
    firm = [part for part in acts if not part.told or _changes(unit, part)]
    reason = "reason" in unit.cues or any(part.opener in REASONS for part in parts)
    if anchors.conditional(unit, parts, acts) and (
        acts
        or anchors.stops_in(unit, main)
        or bars.is_stop(unit, main)
        or bars.has_no_more(unit, main)
        or bars.answers(unit, parts)
        or (not main and (anchors.elliptical(unit, parts) or unit.cues.intersection(anchors.STOPS)))
        or (verbless and unit.own[0].numeric)
    ):
        return "condition"
    sure = [part for part in main if not maybe(unit, part)]
    short = len(unit.own) <= SHORT  # "the medical director signs": the tagger sees no verb in it
    if (
        ((short or not verbless) and people.owned(unit))
        or people.names_owner(unit)
        or people.duty(unit, sure)
        or people.reviews(unit, acts)
    ):
        return "owner"
    if amounts.enough(unit):
        return "quantity"
    if anchors.scheduled(unit) and (firm or (acted and not acts)):
        return "schedule"
    every = unit.tokens[amounts.leads(unit)].lower in ALWAYS and main[:1] == acts[:1]
    if acts and (every or any(part.subject == "all" for part in acts)):
        return "condition"
    if verbless:
        if "number" in unit.cues and (reason or amounts.draws(unit)):
            return "quantity"
        if anchors.done_by(unit):
            return "choice"
        return "choice" if (reason or len(unit.own) > 3) and anchors.contrast(unit, verbless=True) else ""
    if (own and anchors.ends(unit, own)) or anchors.goes_out(unit, acts):
        return "release"
    if (acted and anchors.contrast(unit)) or anchors.chooses(unit, own) or refuses_to_call(unit, acts):
        return "choice"
    if any(part.subject == "other" for part in acts) and anchors.stops_in(
        unit, acts, ("block", "rollback", "restrict")
    ):
        return "release"
    if any(anchors.prefers(unit, part) or anchors.limits(unit, part) for part in main):
        return "choice"
    done = [*firm, *(part for part in main if part.subject == "ours" and looks(unit, part))]
    if reason and any(
        part.subject != "ours" or people.sets_to_work(unit, part) or _lemma(unit, part) not in WATCHING for part in done
    ):
        return "choice"
    if people.people_act(unit, acts) or any(people.by_program(unit, part) for part in acts):
        return "choice"
    if any(part.subject != "ours" and spares(unit, part) for part in acts):
        return "quantity"
    if any(people.sets_to_work(unit, part) for part in acts):
        return "owner"
    if any(part.negated and not part.told for part in acts) and "block" in unit.cues:
        return "release"
    if any(anchors.fronted(unit, part) or anchors.rules(unit, part) for part in acts):
        return "choice"
    return "quantity" if amounts.allots(unit, firm) else ""
