"""`interviewer calibrate`: measure the judge against labelled answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from interviewer.cli.options import json_option, mind_options, pack_option, print_json
from interviewer.errors import UsageFailure
from interviewer.model import Dispute

if TYPE_CHECKING:
    from interviewer.cli.wiring import Desk
    from interviewer.judging.calibration import Case
    from interviewer.judging.labels import Label
    from interviewer.judging.reader import Account

# A second rater labelled the locked ones too: `labels/other_rater`, never mixed into these.
LABELLED_BY = "one rater of this project, before any reader was run on them"


class _Disputed(msgspec.Struct, frozen=True):
    pack: str
    disputes: tuple[Dispute, ...] = ()


@click.command()
@click.option("--labels", "labels_file", type=click.Path(path_type=Path), help="Your own labelled answers, JSON lines.")
@click.option(
    "--rater",
    "rater_file",
    type=click.Path(path_type=Path),
    help="The same answers labelled by another person, who then stands in the judge's place.",
)
@click.option("--judge-runs", default=1, type=click.IntRange(1, 15), help="How often an LLM reads each answer.")
@click.option(
    "--part",
    type=click.Choice(["both", "development", "locked"]),
    default="both",
    show_default=True,
    help="Which of the pack's own labels; whoever tunes a rule leaves the locked ones alone.",
)
@click.option(
    "--write", is_flag=True, help="Keep the locked answers' figure beside the labels, to be shown with scores."
)
@pack_option
@mind_options
@json_option
def command(
    labels_file: Path | None,
    rater_file: Path | None,
    judge_runs: int,
    part: str,
    write: bool,
    pack_name: str | None,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    as_json: bool,
) -> None:
    """Run the judge over labelled answers and print how far it agrees with them, with 95 % intervals."""
    from interviewer.cli import wiring
    from interviewer.judging import calibration, figures, labels
    from interviewer.judging.dispute import slice_of
    from interviewer.judging.reader import Account

    desk = wiring.Desk.from_options(pack_name, mind, llm_server, llm_model)
    pack = desk.pack
    if write and (labels_file or part != "both"):
        raise UsageFailure("--write keeps the figure of the pack's own labels, all of them.", "Leave the rest out.")
    if labels_file:
        sets = {str(labels_file.name): labels.read(labels_file)}
    else:
        names = ["development", figures.LOCKED] if part == "both" else [part]
        names += [figures.TRAPS] if write else []
        sets = {name: found for name in names if (found := labels.of_pack(pack.folder, name))}
    if not sets:
        raise UsageFailure(f"The pack '{pack.id}' has no labelled answers.", "Give some with --labels FILE.jsonl.")
    if rater_file is None:
        cases, who = _judged(desk, sets, judge_runs, write)
    elif len(sets) > 1 or write:
        raise UsageFailure("Whose labels shall the other rater be held against?", "Say --labels FILE or --part locked.")
    else:
        other = labels.read(rater_file)
        cases = {name: calibration.between(found, other, pack) for name, found in sets.items()}
        who = Account("person", rater_file.name)
    if write:
        path = figures.keep(pack, who, cases, LABELLED_BY)
        click.echo(f"Kept in {path}.", err=True)
    disputes = slice_of(one.disputes for one in desk.store.scan(_Disputed)[0] if one.pack == pack.id)
    counted = {name: calibration.figures(found) for name, found in cases.items()}
    if as_json:
        print_json({**figures.to_json(pack, who, counted), "disputes": disputes})
        return
    for line in [*figures.lines(pack, who, counted), *figures.disputed(disputes)]:
        click.echo(line)


def _judged(
    desk: Desk, sets: Mapping[str, tuple[Label, ...]], judge_runs: int, write: bool
) -> tuple[dict[str, tuple[Case, ...]], Account]:
    """Every answer as the judge reads it, and who read. Raises UsageFailure where the model read nothing."""
    from interviewer import nlp
    from interviewer.cli.reading import make_reader
    from interviewer.judging import calibration
    from interviewer.judging.reader import JUDGING, Account, account, usage

    parse = nlp.load()
    judge = make_reader(desk.settings.mind, parse, judge_runs)
    cases = {
        name: calibration.run(found, desk.pack, judge, parse, lambda line: click.echo(line, err=True))
        for name, found in sets.items()
    }
    use = desk.settings.mind.use
    every = [case for found in cases.values() for case in found]
    read = next((case.verdict.judge for case in every if case.verdict.judge.mind == use), None)
    stood_in = sum(use != "rules" and case.verdict.judge.mind != use and bool(case.verdict.notices) for case in every)
    if (spent := usage(judge)).requests:
        click.echo(spent.line(JUDGING), err=True)
    if read is None:
        raise UsageFailure(
            f"Nothing was measured for the LLM: {' '.join(account(judge).notices)}", "See `interviewer doctor`."
        )
    who = Account(read.mind, read.model)
    if stood_in:
        told = f"The rules read {stood_in} of {len(every)} answers in the model's place"
        if write:
            raise UsageFailure(f"{told}: that is no figure to keep.", "Try again, or another --model.")
        click.echo(f"{told}: the figures are of both.", err=True)
    return cases, who
