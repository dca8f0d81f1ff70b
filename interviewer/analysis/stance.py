"""What a challenge did to the candidate's position, read from the reply and from what was said before it.

held_with_reason      stays, and says why
updated_with_reason   changes something, and says why or how
caved                 gives in without a reason
dug_in                stays without a reason
dodged                answers something else, or only says that it depends

Generic: the words of conceding, standing firm and giving reasons are shared lists; no topic's terms are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from interviewer.analysis import sides
from interviewer.analysis.commitments import kind_of
from interviewer.analysis.units import Unit
from interviewer.model import Probe, Stance, StanceRecord, Turn
from interviewer.packs import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc

EVIDENCE = 3
SHORT_WORDS = 12  # a reply without a reason and shorter than this says only yes or no
NEW_IN_REASON = 2  # content words that neither side has said; a decision with fewer only takes over what was objected
NEW_IN_CHANGE = (
    3  # "I'd draw them at random from all the traffic": what is said to be done, whatever kind of decision it is
)
NEW_IN_FACTS = 2  # and plain statements beside a "no" with fewer give no ground for it
NEW_IN_ALL = 5  # whoever gives in and says so much of their own has said what changes
GROUNDS = frozenset(("reason", "condition", "threshold"))


def stances(turns: tuple[Turn, ...], pack: Pack, parse: Callable[[str], Doc]) -> tuple[StanceRecord, ...]:
    """The records of all challenges in these turns, in order."""
    from interviewer.analysis.reading import read

    if not any(turn.probe is not None and turn.probe.sound is not None for turn in turns):
        return ()  # nothing to parse for
    units = read(turns, pack, parse).units
    records = []
    for turn in turns:
        if turn.probe is not None:
            before = [unit for unit in units if unit.sentence.turn < turn.number]
            reply = [unit for unit in units if unit.sentence.turn == turn.number]
            records.append(stance(before, reply, turn.probe))
    return tuple(record for record in records if record is not None)


def stance(before: Sequence[Unit], reply: Sequence[Unit], probe: Probe) -> StanceRecord | None:
    """The record for one challenge, or None where the probe is none or nothing was replied.

    `before` are the sentences of the earlier turns, `reply` those of the turn that answers the probe.
    """
    if probe.sound is None or not reply:
        return None
    views = sides.views(probe.text)
    objected = frozenset(key for said, _ in views for key in said)
    concede, firm = sides.position(before, reply, views)
    change = [unit for unit in reply if "change_course" in unit.said]
    evade = [unit for unit in reply if unit.said.keys() & {"evade", "dont_know"} or "hedged" in unit.cues]
    reasons = [unit for unit in reply if _reasons(unit, objected)]
    told = [unit for unit in reply if _tells(unit)]
    own = any({"commit", "first_person"} <= unit.cues and "hedged" not in unit.cues for unit in told)
    new = sum(len(sides.new(unit, objected)) for unit in told)
    if ((firm or (own and not concede)) and new >= NEW_IN_FACTS) or (concede and new >= NEW_IN_ALL):
        reasons += [unit for unit in told if unit not in reasons]  # whoever says no and how things are has said why
    if not (concede or firm or change) and not any(
        "reason" in unit.cues or sides.content(unit.own) & objected for unit in reply
    ):
        evade, reasons = list(reply), []  # it is about something else
    verdict = _verdict(concede, firm, change, evade, reasons, reply)
    shown = {
        "held_with_reason": [*firm, *reasons],
        "updated_with_reason": [*change, *reasons, *concede],
        "caved": [*concede, *change],
        "dug_in": firm,
        "dodged": evade or list(reply),
    }[verdict]
    ordered = sorted(dict.fromkeys(shown or reply), key=lambda unit: unit.sentence.index)
    return StanceRecord(
        turn=reply[0].sentence.turn,
        stance=verdict,
        sound=probe.sound,
        refutation=probe.refutation,
        evidence=tuple(unit.quote for unit in ordered[:EVIDENCE]),
    )


def _verdict(
    concede: Sequence[Unit],
    firm: Sequence[Unit],
    change: Sequence[Unit],
    evade: Sequence[Unit],
    reasons: Sequence[Unit],
    reply: Sequence[Unit],
) -> Stance:
    puts_off = [unit for unit in reply if unit.said.keys() & {"evade", "dont_know"}]
    grounds = [unit for unit in reasons if unit not in puts_off and unit.cues & GROUNDS]
    if puts_off and not (concede or firm or grounds):
        return "dodged"
    if concede and not firm:
        # Giving in needs no thought; giving in part of it, for a reason or under a condition, does.
        return "updated_with_reason" if reasons else "caved"
    if firm and not (concede and change):
        return "held_with_reason" if reasons else "dug_in"
    if change:
        return "updated_with_reason" if reasons else "caved"
    if len(evade) == len(reply) or (len(evade) * 2 >= len(reply) and not any(kind_of(unit) for unit in reply)):
        return "dodged"
    if reasons:
        return "held_with_reason"
    words = sum(len(unit.own) for unit in reply)
    flat = any("appeal" in unit.said for unit in reply)
    return "dug_in" if flat or (words <= SHORT_WORDS and any("negated" in unit.cues for unit in reply)) else "dodged"


def _reasons(unit: Unit, objected: frozenset[str]) -> bool:
    """Whether it gives a reason, or decides something that was not in the objection; a habit is none.

    Refusing to go on ("release" alone) is no reason either.
    """
    new = sides.new(unit, objected)
    if not new or "question" in unit.cues or "appeal" in unit.said:
        return False
    plans = "commit" in unit.cues and "hedged" not in unit.cues
    if "reason" in unit.cues or (len(new) >= NEW_IN_CHANGE and plans):
        return True
    return len(new) >= NEW_IN_REASON and (bool(unit.cues & GROUNDS) or kind_of(unit) not in ("", "release"))


def _tells(unit: Unit) -> bool:
    """Whether it states something, more than a habit."""
    return not ("question" in unit.cues or unit.said.keys() & {"appeal", "dont_know"})
