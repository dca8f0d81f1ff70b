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

from interviewer.analysis.commitments import kind_of
from interviewer.analysis.units import Unit
from interviewer.model import Probe, Stance, StanceRecord, Turn
from interviewer.packs import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc

EVIDENCE = 3
SHORT_WORDS = 12  # a reply without a reason and shorter than this says only yes or no


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
    # Without the sentences that say nothing by themselves ("Hmm, good point.").
    concede = [unit for unit in reply if "concede" in unit.said]
    firm = [unit for unit in reply if "stand_firm" in unit.said or "concede" in unit.denied or _repeats(before, unit)]
    change = [unit for unit in reply if "change_course" in unit.said]
    evade = [unit for unit in reply if "evade" in unit.said or "hedged" in unit.cues]
    reasons = [unit for unit in reply if _reasons(unit)]
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
    if change or (concede and not firm):
        # Giving in needs no thought; giving in part of it, for a reason or under a condition, does.
        return "updated_with_reason" if [unit for unit in reasons if unit not in concede or change] else "caved"
    if firm:
        return "held_with_reason" if reasons else "dug_in"
    if len(evade) * 2 >= len(reply) and not any(kind_of(unit) for unit in reply):
        return "dodged"
    if reasons:
        return "held_with_reason"
    words = sum(len(unit.own) for unit in reply)
    return "dug_in" if words <= SHORT_WORDS and any("negated" in unit.cues for unit in reply) else "dodged"


def _reasons(unit: Unit) -> bool:
    """Whether the sentence gives a reason or decides something; refusing to go on ("release" alone) is no reason."""
    reason = bool(unit.cues & {"reason", "condition", "threshold"}) and "question" not in unit.cues
    return reason or kind_of(unit) not in ("", "release")


def _repeats(before: Sequence[Unit], unit: Unit) -> bool:
    """Whether it says again what an earlier sentence said: most of its content words, three at least."""
    content = {key for token in unit.own if token.pos in ("NOUN", "VERB", "NUM", "ADJ") for key in token.keys}
    if len(content) < 5:
        return False
    for earlier in before:
        old = {key for token in earlier.own for key in token.keys}
        if len(content & old) >= 0.7 * len(content):
            return True
    return False
