"""Ten simulated candidates on every question, with the rules mind: what was asked, and whether the rules were kept.

python benchmarks/dialogue.py            prints the tables
python benchmarks/dialogue.py --write    puts them into docs/dialogue.md, between its marks
python benchmarks/dialogue.py --show     prints the transcripts too
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from interviewer import nlp, packs
from interviewer.dialogue import wording
from interviewer.dialogue.candidates import Rehearsal, rehearse
from interviewer.dialogue.rules import RulesMind
from interviewer.judging.assess import assess
from interviewer.judging.rules import RulesReader

CANDIDATES = (
    "decisive", "noun_salad", "dodger", "caver", "digger_in", "monosyllabic", "rambler", "injector", "contradictor",
    "non_native",
)  # fmt: skip
DOCUMENT = Path(__file__).parent.parent / "docs" / "dialogue.md"
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


@dataclass(frozen=True)
class Row:
    """One interview and what was checked in it."""

    candidate: str
    question: packs.Question
    rehearsal: Rehearsal
    stances: tuple[str, ...]
    overall: int | None

    @property
    def kinds(self) -> list[str]:
        """Of the follow-ups, in order."""
        return [probe.kind for probe in self.rehearsal.probes]

    def broken(self) -> list[str]:
        """Rules that this interview broke."""
        probes, interview = self.rehearsal.probes, self.rehearsal.interview
        found = []
        if self.question.kind == "design" and not any(p.kind == "judge_disagreement" and p.figures for p in probes):
            found.append("no disagreement probe")
        if any(not probe.refers_to.strip() for probe in probes):
            found.append("refers to nothing")
        if len({probe.key for probe in probes}) < len(probes) or len({probe.text for probe in probes}) < len(probes):
            found.append("asked twice")
        if any(wording.faults(probe.text) for probe in probes):
            found.append("cannot be spoken")
        if any(probe.kind == "bogus_challenge" and not probe.refutation for probe in probes):
            found.append("wrong objection without refutation")
        if self.rehearsal.closed_s > interview.box_s:
            found.append("over time")
        return found


def interviews() -> list[Row]:
    pack, parse, mind = packs.load(), nlp.load(), RulesMind()
    reader = RulesReader(parse)
    rows = []
    for question in pack.questions:
        for name in CANDIDATES:
            seed = crc32(f"{question.id} {name}".encode())
            done = rehearse(pack, question, name, mind, parse, seed=seed)
            verdict = assess(done.interview, pack, question, reader, parse)
            stances = tuple(record.stance for record in verdict.stances)
            rows.append(Row(name, question, done, stances, verdict.overall))
    return rows


def tables(rows: list[Row]) -> str:
    lines = [
        "| candidate | follow-ups | kinds | with so_what | with a wrong objection | stances | rules broken |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in CANDIDATES:
        own = [row for row in rows if row.candidate == name]
        kinds = Counter(kind for row in own for kind in row.kinds)
        stances = Counter(stance for row in own for stance in row.stances)
        wrong = sum("bogus_challenge" in row.kinds for row in own)
        broken = Counter(rule for row in own for rule in row.broken())
        lines.append(
            f"| {name} | {sum(kinds.values())} | {counted(kinds)} | {sum('so_what' in row.kinds for row in own)} of "
            f"{len(own)} | {wrong} of {len(own)} | {counted(stances) or '-'} | {counted(broken) or 'nothing'} |"
        )
    lines += ["", "| question | " + " | ".join(CANDIDATES) + " |", "|---|" + "---|" * len(CANDIDATES)]
    for question in dict.fromkeys(row.question.id for row in rows):
        cells = [", ".join(row.kinds) for row in rows if row.question.id == question]
        lines.append(f"| {question} | " + " | ".join(cells) + " |")
    design = [row for row in rows if row.question.kind == "design"]
    probes = [probe for row in rows for probe in row.rehearsal.probes]
    lines += [
        "",
        f"{len(rows)} interviews, {len(probes)} follow-ups. Design interviews with a disagreement from a generated "
        f"table: {sum(any(p.figures for p in row.rehearsal.probes) for row in design)} of {len(design)}. Longest "
        f"follow-up: {max(len(probe.text.split()) for probe in probes)} words. Longest interview: "
        f"{max(row.rehearsal.closed_s / row.rehearsal.interview.box_s for row in rows):.0%} of its box. "
        f"Interviews that broke a rule: {sum(bool(row.broken()) for row in rows)}.",
    ]
    return "\n".join(lines)


def counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common())


def show(row: Row) -> None:
    print(f"\n== {row.question.id} {row.candidate}: overall {row.overall}, {', '.join(row.stances) or 'no challenge'}")
    for turn in row.rehearsal.interview.turns:
        if turn.probe is not None:
            print(f"  [{turn.probe.key}] {turn.probe.text}\n      refers to: {turn.probe.refers_to}")


def main() -> None:
    rows = interviews()
    text = tables(rows)
    if "--show" in sys.argv:
        for row in rows:
            show(row)
    print(text)
    if "--write" in sys.argv:
        before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END)[1]
        DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    if any(row.broken() for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
