"""What a model replied, against what it was allowed to ask. Pure: a reply in, the probe and its faults out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence, Set
from dataclasses import replace

from interviewer.dialogue import asserting, figures, leading, matching, wording, words
from interviewer.dialogue.conversation import OWN_KINDS, Reply
from interviewer.dialogue.options import CHALLENGES, Option
from interviewer.dialogue.situation import Situation
from interviewer.model import Probe

SHARED_WORDS = 3  # telling words that a small model's rewording keeps, or it asks something else
AGAIN = 0.6  # share of the telling words of the shorter of two questions that stand in the other
AGAIN_WORDS = 3  # so many of them at least
LIKE_BEFORE = 0.4  # share of common words from which a question of the same kind as before is the same one
ROOT_LETTERS = 4
ENGLISH = 0.15  # share of small words; our own wordings have 0.18 and more
OWN_WORDS = 0.5  # share of what "you said ..." claims that must have been said
_COMMON = words.as_set(
    """
    before after may might many much often some any most more less than into over out up down back still only just even
    again between same other each every both few two
    """
)
_POINTS_BACK = re.compile(r"\b(?:it|them|they|she|he|her|him)\b|\b(?:that|this|those)(?:'s|[?,]| only\b)")
_SCENE = re.compile(
    r"^(?:you(?:'ve|'d)?|look|take|let's|let me|it's|there's|there are)\b"
    r"|\bthat happens every\b"
    r"|\b(?:suppose|imagine|say|picture|\w+day|tomorrow|tonight|next|later|after|before|ago|when|now|in)\b"
)
_SPEAKS_OF_ITSELF = re.compile(
    r"\bi(?:'m| am)\b(?! not (?:sure|clear|convinced))|\bi(?:'ll| will| must| need| have to)\b"
    r"|\bmy (?:role|guidelines|instructions|rules|prompt|job|notes|rubric|checklist|list|sheet)\b|\b(?:with|from) me\b"
    r"|\blet me (?:answer|tell|explain|help|give|show)\b"
    r"|\bas (?:someone|somebody) who\b|\bi've (?:ever )?(?:heard|seen|had)\b"
)
_CLAIMED = re.compile(
    r"(?<!have )(?<!did )(?<!had )\byou(?: (?:just|also|already|only))?(?:'ve| have)? "
    r"(?:said|mentioned|told me|named|listed|described|proposed|promised|brought up|touched on|raised|referred to"
    r"|(?:spoke|talked|told me) (?:about|of))(?: that)? ([^.;:?!,–—]+?)(?: earlier| before| just now)?(?=[.;:?!,–—]|$)"
)
_WHO_BEFORE = re.compile(r"(?:she|he|they) (?:is|are|has|have|was|were|can|can't|isn't|aren't)\b")  # of the answer
_COUNTS = re.compile(r"\bhow (?:many|much|often)\b((?: [\w'-]+){0,3})")
_SAID = matching.telling("said")
_AS_SAID = re.compile(r"\bas you (?:said|mentioned|noted|put it|pointed out|told me), ([^.;:?!–—]+)")


def chosen(reply: Reply, situation: Situation, options: Sequence[Option], own_allowed: bool) -> tuple[Probe, list[str]]:
    """A reply that names an option, or 0 for a question of the model's own, where that is allowed."""
    if reply.option == 0 and own_allowed:
        return _own(reply, situation, options)
    if not 1 <= reply.option <= len(options):
        return options[0].probe, ["its option must be one of the numbers offered"]
    probe = options[reply.option - 1].probe
    refers_to = reply.refers_to or probe.refers_to
    found = _spoken(reply.question, probe.kind, situation) + _reference(refers_to, situation, options)
    if reply.kind != probe.kind:
        found.append(f"its kind must be that of the option: {probe.kind}")
    found += _content(reply.question, probe.kind, situation, options, probe.text) + _lost_figures(probe, reply.question)
    return replace(probe, text=reply.question, refers_to=refers_to, mind="llm"), found


def worded(reply: Reply, situation: Situation, option: Option) -> tuple[Probe, list[str]]:
    """A reply that only words the one option."""
    probe = option.probe
    found = _spoken(reply.question, probe.kind, situation) + _lost_figures(probe, reply.question)
    if len(matching.telling(reply.question) & matching.telling(probe.text)) < SHARED_WORDS:
        found.append("it must ask the same thing")
    return replace(probe, text=reply.question, mind="llm"), found


def _own(reply: Reply, situation: Situation, options: Sequence[Option]) -> tuple[Probe, list[str]]:
    """The kinds that need a refutation or figures can only be chosen, not made up."""
    found = _spoken(reply.question, reply.kind, situation) + _reference(reply.refers_to, situation, options)
    if reply.kind not in OWN_KINDS:
        found.append("a question of your own must be of another kind")
    found += _content(reply.question, reply.kind, situation, options, "")
    before = [turn.probe for turn in situation.interview.turns if turn.probe is not None]
    if any(one.kind == reply.kind and wording.alike(one.text, reply.question) > LIKE_BEFORE for one in before):
        found.append("it was asked before")
    near = _counterpart(reply, options)
    probe = Probe(
        kind=reply.kind,
        text=reply.question,
        refers_to=reply.refers_to,
        reason=near.reason if near else "The model's own choice.",
        key=f"llm.{reply.kind}.{zlib.crc32(reply.question.encode()):08x}",
        asks_for=near.asks_for if near else (),
        mind="llm",
    )
    return probe, found


def _counterpart(reply: Reply, options: Sequence[Option]) -> Probe | None:
    """The option of the same kind that a question of the model's own is about too; None: there is none."""
    about = matching.telling(f"{reply.question} {reply.refers_to}") - matching.GENERIC
    alike = [option.probe for option in options if option.probe.kind == reply.kind]
    shared = [len(about & (matching.telling(f"{one.text} {one.refers_to}") - matching.GENERIC)) for one in alike]
    return alike[shared.index(max(shared))] if shared and max(shared) >= SHARED_WORDS else None


def _spoken(question: str, kind: str, situation: Situation) -> list[str]:
    """Whether it can be spoken; asking again is the one kind that may sound like what was asked before."""
    if kind == "dodged":
        return wording.faults(question, situation.all_said)
    return wording.check(question, situation)


def _reference(refers_to: str, situation: Situation, options: Sequence[Option]) -> list[str]:
    said = [situation.said(turn) for turn in situation.interview.turns]
    missing = [option.probe.refers_to for option in options] + [part.title for part in situation.pack.head.part]
    return [] if matching.refers(refers_to, said, missing) else ["refers_to must be words of the candidate"]


def _content(question: str, kind: str, situation: Situation, options: Sequence[Option], option: str) -> list[str]:
    """Whether it is about this interview, claims only what was said, asks one thing and keeps the answer to itself.

    In: `option`, the wording that it is made from; empty for a question of the model's own.
    """
    found: list[str] = []
    said = matching.telling(situation.all_said)
    alike = " ".join(other.probe.text for other in options if other.probe.kind == kind)
    asked = matching.telling(f"{situation.question.prompt} {option} {alike}")
    plain = words.plain(question)
    *statements, asking = wording.sentences(plain)
    telling = matching.telling(question) - matching.GENERIC
    if (
        telling
        and not _POINTS_BACK.search(asking)
        and not _WHO_BEFORE.match(plain)
        and not _roots(telling) & _roots(said | asked)
    ):
        found.append("it picks up nothing that was said")
    if any(_comments(sentence, said | asked) for sentence in statements):
        found.append("it comments: say only what was said, or what happens")
    judged = words.first_of(plain, words.load().heard["evaluative"])
    if judged and judged not in f"{words.plain(option)} {words.plain(situation.all_said)}":
        found.append(f'it judges: "{judged}"')
    if not _SPEAKS_OF_ITSELF.search(words.plain(option)) and _SPEAKS_OF_ITSELF.search(plain):
        found.append("it speaks about itself")
    for claim in (*_CLAIMED.finditer(plain), *_AS_SAID.finditer(plain)):
        claimed = matching.telling(claim[1])
        if claimed and len(claimed & (said | matching.telling(option))) / len(claimed) <= OWN_WORDS:
            found.append(f'the candidate did not say "{claim[1].strip()}"')
    repeated = any(_again(question, before) for before in wording.asked(situation.interview))
    offered = bool(option) and wording.alike(option, question) > wording.SAME  # near to our own wording
    if kind != "dodged" and (repeated or (not offered and _in_place_of_more(question, kind, situation))):
        found.append("it was asked before")
    if not _is_english(question):
        found.append("it must be English")
    fixed = matching.telling(" ".join(situation.question.fixed.values()))
    found += leading.named(question, kind, said | asked | fixed, situation.pack.signals.terms)
    if kind not in CHALLENGES:  # an objection may say what its maker thinks
        found += asserting.faults(question, said | asked)
    return found + leading.faults(question, kind, said | asked)


def _comments(statement: str, known: Set[str]) -> bool:
    """Whether it neither picks up anything nor supposes anything: "Refreshingly simple." """
    telling = matching.telling(statement) - matching.GENERIC - _SAID
    return bool(telling) and not _SCENE.search(statement) and not _roots(telling) & _roots(known)


def _again(question: str, before: str) -> bool:
    """Whether two questions are about the same things, in whatever order and inflection."""
    scene = " ".join(part for part in wording.sentences(before) if not part.lower().startswith("you said"))
    one, other = matching.telling(wording.asking(question)), matching.telling(scene)
    counted = _COUNTS.search(words.plain(question))
    if counted and _COUNTS.search(words.plain(before)) and matching.telling(counted[1]) & other:
        return True
    shared = len(one & other)
    fewer = min(len(one), len(other))
    return (shared >= AGAIN_WORDS and shared >= AGAIN * fewer) or shared == fewer >= 2


def _in_place_of_more(question: str, kind: str, situation: Situation) -> bool:
    """Whether it is of the kind of the follow-up before it and takes up nothing of the answer to that.

    Then it most likely asks the same in other words; parts that are missing are many, so there it must share a word.
    """
    last = situation.last
    if last is None or last.probe is None or last.probe.kind != kind or _WHO_BEFORE.match(words.plain(question)):
        return False
    asked, telling = matching.telling(last.probe.text), matching.telling(question) - matching.GENERIC
    if kind == "missing_part" and not telling & asked:
        return False
    return not telling & (matching.telling(situation.said(last)) - asked)


def _roots(stems: Set[str]) -> frozenset[str]:
    """Their first letters: a signature is about who signs."""
    return frozenset(stem[:ROOT_LETTERS] for stem in stems)


def _is_english(question: str) -> bool:
    """Whether enough of it are the small words of English."""
    spoken = words.plain(question).replace("'", " ").split()
    known = matching.SMALL | matching.PEOPLE | _COMMON | set(words.load().heard["english"])
    return sum(word.strip(".,;:!?") in known for word in spoken) >= ENGLISH * len(spoken)


def _lost_figures(probe: Probe, question: str) -> list[str]:
    """The figures of a disagreement must survive the rewording, or they would no longer fit their table."""
    if probe.figures is None:
        return []
    told = figures.spoken(probe.figures)
    names = [name for name in ("items", "judge", "human", "agree", "kappa") if told[name] in probe.text]
    return [f"it must keep the figure {told[name]}" for name in names if told[name] not in question.lower()]
