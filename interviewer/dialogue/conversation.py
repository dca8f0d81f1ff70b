"""The conversation with the model: append-only, so that the server can keep what it has read; and what it replies.

What the candidate said stands in JSON strings, never in the text of an instruction.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from interviewer.dialogue.options import CHALLENGES, KINDS, Option
from interviewer.dialogue.quoting import spoken_numbers
from interviewer.dialogue.situation import Situation
from interviewer.errors import MindError
from interviewer.model import Probe
from interviewer.packs import Pack, Question
from prompts import ROOT

if TYPE_CHECKING:
    from jinja2 import Environment

Message = dict[str, str]
_QUESTION = re.compile(r'"question"\s*:\s*"((?:[^"\\]|\\.)*)$')
OFFERED = 6
OF_A_KIND = 2  # among them; six questions about one missing part are no choice
OLDER_KEEP = (60, 0)  # words at either end of an older answer, when the model cannot hold the whole conversation
LAST_KEEPS = (120, 120)  # of the last one, when it cannot hold that either
OWN_KINDS = tuple(kind for kind in KINDS if kind not in CHALLENGES and kind != "judge_disagreement")


@dataclass(frozen=True)
class Reply:
    """What the model says. `option`: number of the option that it chose, from 1; 0: its own."""

    option: int
    kind: str
    refers_to: str
    question: str


class Conversation:
    """One interview's messages. What was sent for an answer is sent again in the same words."""

    def __init__(self) -> None:
        self._interview = ""
        self._sent: dict[int, tuple[str, str]] = {}
        self._numbers: dict[str, int] = {}  # of the options that were offered, by their keys
        self._shortened = 0  # 1: older answers; 2: the last one as well

    def shorten(self) -> bool:
        """From now on answers are cut down by rule: to their beginning and the decisions in them; the last one after
        all others, to its beginning, its end and its decisions. False: they are already."""
        self._shortened += 1
        return self._shortened <= 2

    def messages(self, situation: Situation, options: Sequence[Option], own_allowed: bool) -> list[Message]:
        """System, then answers and follow-ups in turn, the last answer with the options."""
        if situation.interview.id != self._interview:
            self._interview, self._sent, self._numbers, self._shortened = situation.interview.id, {}, {}, 0
        out = [{"role": "system", "content": _system(situation.pack, situation.question)}]
        last = situation.interview.turns[-1].number
        for turn in situation.interview.turns:
            if turn.probe is not None:
                number = 0 if self._shortened else self._numbers.get(turn.probe.key, 0)
                out.append({"role": "assistant", "content": asked(turn.probe, number)})
            said = situation.said(turn)
            if turn.number == last:
                sent = _summary(situation, turn.number, said, *LAST_KEEPS) if self._shortened > 1 else said
                content = _answer(sent, options, situation.time_left_s, own_allowed, situation.probes_left)
                self._numbers |= {option.probe.key: number for number, option in enumerate(options, start=1)}
                if not self._shortened:
                    self._sent[turn.number] = (said, content)
            elif self._shortened:
                content = _answer(_summary(situation, turn.number, said, *OLDER_KEEP))
            else:
                before, content = self._sent.get(turn.number, ("", ""))
                if before != said:
                    content = _answer(said)
            out.append({"role": "user", "content": content})
        return out


def beginning(pack: Pack, question: Question, small: bool) -> list[Message]:
    """What every conversation on `question` begins with, with an empty answer behind it: to be read ahead."""
    if small:
        return [_wording(), {"role": "user", "content": json.dumps({"said": "", "ask": question.prompt})}]
    return [
        {"role": "system", "content": _system(pack, question)},
        {"role": "user", "content": _answer("")},
    ]


def offered(ranked: Sequence[Option], first: Option) -> list[Option]:
    """The best OFFERED of them, of each kind OF_A_KIND at most; among them `first`, which the rules would ask."""
    seen: Counter[str] = Counter()
    found: list[Option] = []
    for option in ranked:
        seen[option.probe.kind] += 1
        if seen[option.probe.kind] <= OF_A_KIND:
            found.append(option)
    found = found[:OFFERED]
    return found if any(one.probe.key == first.probe.key for one in found) else [*found[: OFFERED - 1], first]


def asked(probe: Probe, number: int = 0) -> str:
    """A follow-up as the model would have replied it. In: its `number` among the options, 0 where it was none."""
    return json.dumps(
        {"option": number, "kind": probe.kind, "refers_to": probe.refers_to, "question": probe.text}, ensure_ascii=False
    )


def to_word(option: Option) -> list[Message]:
    """For a small model: the chosen follow-up and the words that it picks up, nothing else."""
    content = json.dumps({"said": option.probe.refers_to, "ask": option.probe.text}, ensure_ascii=False)
    return [_wording(), {"role": "user", "content": content}]


def again(messages: Sequence[Message], reply: str, faults: Sequence[str]) -> list[Message]:
    """The conversation after a reply that cannot be spoken: once more, with what is wrong."""
    wrong = json.dumps({"cannot_be_asked": list(faults), "reply": "one JSON object as before"}, ensure_ascii=False)
    return [*messages, {"role": "assistant", "content": reply}, {"role": "user", "content": wrong}]


def response_format(shape: str, small: bool) -> dict[str, Any]:
    """The request's arguments that ask for that shape: "json_schema", "json_object", or nothing."""
    if not shape:
        return {}
    if shape == "json_object":
        return {"response_format": {"type": "json_object"}}
    fields: dict[str, Any] = {"question": {"type": "string"}}
    if not small:
        fields = {
            "option": {"type": "integer"},
            "kind": {"type": "string", "enum": list(KINDS)},
            "refers_to": {"type": "string"},
            **fields,
        }
    schema = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return {
        "response_format": {"type": "json_schema", "json_schema": {"name": "probe", "strict": True, "schema": schema}}
    }


def parse(text: str) -> Reply:
    """The last reply in `text`: a model that thinks aloud drafts before it replies. Raises MindError without any."""
    found: dict[str, Any] | None = None
    at = text.find("{")
    while at >= 0:
        try:
            value, end = json.JSONDecoder(strict=False).raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            found = value if isinstance(value.get("question"), str) else found
        at = text.find("{", end)
    if found is None:
        raise MindError("The LLM did not reply in the form that was asked for.")
    return Reply(
        option=_whole(found.get("option", 1)),
        kind=_text(found.get("kind")).lower().replace(" ", "_"),
        refers_to=_text(found.get("refers_to")),
        question=spoken_numbers(_text(found["question"])),
    )


def question_so_far(text: str) -> str:
    """The question in a reply that is still being written, to its last whole word; empty before it begins."""
    begun = _QUESTION.search(text)
    if begun is None:
        return ""
    try:
        written = json.loads(f'"{begun[1]}"', strict=False)
    except ValueError:
        return ""
    return spoken_numbers(_text(written.rpartition(" ")[0]))


def _whole(value: object) -> int:
    """The number, also where it came as text; 0 for anything else."""
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    return value if type(value) is int else 0


def _text(value: object) -> str:
    """What can be written and spoken of it: no half characters, no control characters."""
    whole = value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""
    return "".join(letter if letter.isprintable() else " " for letter in whole).strip()


def _wording() -> Message:
    return {"role": "system", "content": _environment().get_template("probe_words.md.j2").render()}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(loader=FileSystemLoader(ROOT / "llm"), undefined=StrictUndefined, trim_blocks=True)
    found.filters["json"] = partial(json.dumps, ensure_ascii=False)  # jinja's own writes apostrophes as \u0027
    return found


def _system(pack: Pack, question: Question) -> str:
    return (
        _environment()
        .get_template("probe.md.j2")
        .render(
            title=pack.head.title,
            question=question.prompt,
            fixed=question.fixed,
            risks=question.risks,
            own_kinds=OWN_KINDS,
        )
    )


def _answer(
    said: str, options: Sequence[Option] = (), left_s: float = 0.0, own_allowed: bool = False, probes_left: int = 0
) -> str:
    minutes = max(1, round(left_s / 60))
    template = _environment().get_template("probe_turn.md.j2")
    return template.render(
        answer=said, options=options, minutes=minutes, own_allowed=own_allowed, probes_left=probes_left
    ).strip()


def _summary(situation: Situation, turn: int, said: str, first: int, last: int) -> str:
    """So many words from its beginning and its end, and the decisions in it."""
    words = said.split()
    if len(words) <= first + last:
        return said
    kept = " ".join([*words[:first], "...", *words[len(words) - last :]])
    decided = "; ".join(decision.quote for decision in situation.analysis.decisions if decision.turn == turn)
    return f"{kept} (shortened) Decisions: {decided or 'none'}"
