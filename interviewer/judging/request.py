"""What a language model is asked for a reading: messages, the reply's shape, and how long it may be.

What is the same for every answer comes first (how to read, the checklist), then the question, then what was said: a
server that keeps the beginning of a request reads it once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from interviewer.judging import ledger
from interviewer.judging.injection import speaks_to_the_judge
from interviewer.model import Sentence, Turn
from interviewer.packs import Pack, Question
from prompts import ROOT

SHAPES = ("schema", "json", "words")
# Of a reply, for one fact: {"T1": {"sentences": [4, 12], "yes": true}} is 16 tokens, half as much again over lines.
TOKENS_PER_FACT = 40
SHORT = 0.45  # of the room for a reply: what the facts and ten decisions need, where the model has no more
THINKS = 5  # times the tokens, where a model thinks first: its thoughts count
LEFT_OUT = "(words to the reader)"


def messages_for(
    turns: Sequence[Turn], sentences: Sequence[Sentence], pack: Pack, question: Question
) -> list[dict[str, str]]:
    """The checklist as the system's words, the transcript as data: one JSON line per sentence, under its number.

    Sentences that speak to whoever scores are not sent: they could show nothing anyway.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(ROOT / "llm"), undefined=StrictUndefined, trim_blocks=True)
    system = environment.get_template("judge.md.j2").render(title=pack.head.title, facts=pack.checklist)
    lines: list[str] = []
    asked = {turn.number: turn.probe.text for turn in turns if turn.probe is not None}
    turn = 0
    for sentence in sentences:
        if sentence.turn != turn:
            turn = sentence.turn
            lines.append(_line("interviewer", asked.get(turn, "")))
        lines.append(_line(str(sentence.index), LEFT_OUT if speaks_to_the_judge(sentence.text) else sentence.text))
    transcript = "\n".join(lines)
    question_line = _line("question", question.prompt)
    return [
        {"role": "system", "content": system},
        {
            "role": "user",
            "content": f"{question_line}\n<transcript>\n{transcript}\n</transcript>\nFill in the checklist.",
        },
    ]


def _line(key: str, text: str) -> str:
    return json.dumps({key: text}, ensure_ascii=False)


def room(facts: int) -> int:
    """How many tokens a reply about that many facts may take, decisions included."""
    return TOKENS_PER_FACT * facts + ledger.TOKENS


def limits(tokens: int, temperature: float) -> tuple[dict[str, Any], ...]:
    """How a request may say how long the reply gets: each for servers that refuse the one before."""
    return (
        {"max_tokens": tokens, "temperature": temperature},
        {"max_completion_tokens": THINKS * tokens},
        {},
    )


def response_format(shape: str, ids: Sequence[str]) -> dict[str, Any]:
    """The request's arguments that ask for that shape."""
    if shape == "words":
        return {}
    if shape == "json":
        return {"response_format": {"type": "json_object"}}
    answer = {
        "type": "object",
        "properties": {
            "sentences": {"type": "array", "items": {"type": "integer"}},
            "yes": {"type": "boolean"},
        },
        "required": ["sentences", "yes"],
        "additionalProperties": False,
    }
    schema = {
        "type": "object",
        "properties": {ledger.KEY: ledger.SCHEMA, **dict.fromkeys(ids, answer)},
        "required": [ledger.KEY, *ids],
        "additionalProperties": False,
    }
    return {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "checklist", "strict": True, "schema": schema},
        }
    }
