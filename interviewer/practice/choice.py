"""Which question next, where the user names none."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.packs import Pack, Question
from interviewer.store import Row


def next_question(pack: Pack, rows: Sequence[Row], kind: str | None = None) -> tuple[Question, str]:
    """The question that was never practised, in the pack's order, else the one practised longest ago; and why.

    In: `rows`, the history, oldest first; `kind`, only questions of that kind.
    """
    last = {row.question: index for index, row in enumerate(rows) if row.pack == pack.id}
    questions = [question for question in pack.questions if kind is None or question.kind == kind]
    chosen = min(questions, key=lambda question: last.get(question.id, -1))
    if chosen.id in last:
        return chosen, f"{chosen.id}, {chosen.title}: you practised all others more recently."
    return chosen, f"{chosen.id}, {chosen.title}: you have not practised it yet."
