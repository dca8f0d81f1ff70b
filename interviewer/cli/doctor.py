"""`interviewer doctor`: what an interview needs, whether it is there, and the fix for what is missing."""

from __future__ import annotations

import dataclasses

import click

from interviewer.cli.options import Whisper, json_option, mind_options, print_json, whisper_options

MARKS = {"ok": "ok  ", "warn": "warn", "fail": "FAIL"}


@click.command()
@click.option("--speed", is_flag=True, help="Time one decode, and recommend the recogniser's model.")
@click.option("--mic", default=None, help="The microphone's name, or a part of it.")
@click.option("--speaker", "loudspeaker", default=None, help="The loudspeaker's name, or a part of it.")
@mind_options
@whisper_options
@json_option
def command(
    speed: bool,
    mic: str | None,
    loudspeaker: str | None,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    whisper: Whisper,
    as_json: bool,
) -> int:
    """Check microphone, loudspeaker, weights, voice, mind and disk; each thing that is missing comes with its fix."""
    from interviewer import doctor
    from interviewer.cli import wiring

    here = wiring.Desk.from_options(None, mind, llm_server, llm_model, whisper).with_devices(mic, loudspeaker)
    desk = doctor.Desk(here.paths, here.settings, lambda line: click.echo(line, err=True))
    checks = []
    for check in doctor.examine(desk):
        checks.append(check)
        if not as_json:
            click.echo(f"{MARKS[check.status]}  {check.name:<12} {check.line}")
            if check.fix:
                click.echo(f"{'':<18} -> {check.fix}")
    measured = doctor.measure_speed(desk) if speed else None
    works = all(check.status != "fail" for check in checks)
    if as_json:
        print_json(
            {
                "ok": works,
                "checks": [dataclasses.asdict(check) for check in checks],
                "speed": dataclasses.asdict(measured) if measured else None,
            }
        )
    else:
        if measured:
            click.echo(f"{'':<4}  {'speed':<12} {measured.reason}")
        click.echo("\nEverything needed works." if works else "\nNot ready yet: follow the arrows above.")
    return 0 if works else 1
