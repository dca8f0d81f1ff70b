"""`interviewer simulate`: whole interviews with simulated candidates, in text: the loop without sound or a screen."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import click

from interviewer.cli.options import json_option, mind_options, pack_option, persona_option, print_json


@click.command()
@click.option("--candidate", default="decisive", show_default=True, help="Who answers; `all` for everybody.")
@click.option("--question", "question_id", default=None, help="Its id (default: the pack's first); `all` for all.")
@click.option("--seed", type=int, default=None, help="Another number asks other follow-ups with other figures.")
@pack_option
@persona_option
@mind_options
@json_option
def command(
    candidate: str,
    question_id: str | None,
    seed: int | None,
    pack_name: str | None,
    persona: str,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    as_json: bool,
) -> None:
    """Show what the interviewer asks a simulated candidate, why, and what comes of it. Nothing is kept."""
    from interviewer import nlp
    from interviewer.cli.wiring import Desk
    from interviewer.dialogue.candidates import rehearse
    from interviewer.judging.assess import assess
    from interviewer.judging.reader import JUDGING, account, usage

    desk = Desk.from_options(pack_name, mind, llm_server, llm_model)
    questions = desk.pack.questions if question_id == "all" else desk.pack.questions[:1]
    if question_id not in (None, "all"):
        desk, one = desk.find(question_id)
        questions = (one,)
    pack, parse, asking, reader = desk.pack, nlp.load(), desk.mind(), desk.reader()
    names = list(pack.probes.candidate) if candidate == "all" else [candidate]
    out: list[dict[str, Any]] = []
    for question in questions:
        for name in names:
            number = crc32(f"{question.id} {name}".encode()) if seed is None else seed
            done = rehearse(pack, question, name, asking, parse, seed=number, persona=persona)
            for line in asking.drain_notices():
                click.echo(line, err=True)
            verdict = assess(done.interview, pack, question, reader, parse)
            for line in account(reader).notices:
                click.echo(line, err=True)
            entry = {
                "question": question.id,
                "candidate": name,
                "seed": number,
                "mind": asking.name,
                "closed_s": round(done.closed_s, 1),
                "box_s": done.interview.box_s,
                "overall": verdict.overall,
                "reason": verdict.reason,
                "stances": [{"turn": s.turn, "stance": s.stance, "sound": s.sound} for s in verdict.stances],
                "turns": [
                    {
                        "turn": turn.number,
                        "asked": turn.probe.spoken if turn.probe else question.prompt,
                        "kind": turn.probe.kind if turn.probe else "question",
                        "key": turn.probe.key if turn.probe else "",
                        "refers_to": turn.probe.refers_to if turn.probe else "",
                        "reason": turn.probe.reason if turn.probe else "",
                        "refutation": turn.probe.refutation if turn.probe else "",
                        "worded_by": turn.probe.mind if turn.probe else "rules",
                        "said": " ".join(word.text for word in turn.words),
                    }
                    for turn in done.interview.turns
                ],
            }
            out.append(entry)
            if not as_json:
                _show(entry)
    judged = usage(reader)
    for line in (*asking.farewell(), *((judged.line(JUDGING),) if judged.requests else ())):
        click.echo(line, err=True)
    if as_json:
        print_json(out)


def _show(entry: dict[str, Any]) -> None:
    click.echo(f"\n{entry['question']}, {entry['candidate']}")
    for turn in entry["turns"]:
        click.echo(f"\n  Interviewer: {turn['asked']}")
        if turn["kind"] != "question":
            click.echo(f"    {turn['kind']}: {turn['reason']} Refers to: {turn['refers_to']}")
        if turn["refutation"]:
            click.echo(f"    This objection is wrong: {turn['refutation']}")
        click.echo(f"  Candidate: {turn['said']}")
    verdict = entry["overall"] if entry["overall"] is not None else f"none ({entry['reason']})"
    stances = ", ".join(stance["stance"] for stance in entry["stances"]) or "none"
    click.echo(f"\n  Overall: {verdict}. Stances: {stances}. Closed after {entry['closed_s']:.0f} s.")
