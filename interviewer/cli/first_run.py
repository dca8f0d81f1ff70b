"""The first run at a terminal: devices, a sentence recorded and played back, a model that this machine can run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from interviewer.cli.wiring import Desk
    from interviewer.config import MindSettings


def first_run(here: Desk) -> None:
    """Ask once what must be asked, and keep the answers in the config file. Raises Failure."""
    from interviewer import config, soundcheck

    click.echo("First, one minute to set up your desk.\n")
    click.echo(f"Recordings and scores stay on this machine, in {here.paths.data}.")
    click.echo("What leaves it: nothing. (An LLM can be used later, only if you say so.)\n")
    sound = here.settings.sound
    microphones, loudspeakers = soundcheck.devices()
    microphone = _choose("Microphone", microphones)
    loudspeaker = _choose("Loudspeaker", loudspeakers)
    here = here.with_devices(microphone, loudspeaker)
    while True:
        click.prompt("Press Enter, then say one sentence", default="", show_default=False, prompt_suffix=" ... ")
        heard = soundcheck.record(microphone)
        if heard.zeros:
            click.echo(heard.advice)
        else:
            click.echo(f"Level: {heard.level_dbfs:.0f} dBFS. {heard.advice}".rstrip())
            click.echo("This is what I heard:")
            soundcheck.play(heard, loudspeaker)
        if click.confirm("Was that you, loud and clear?", default=heard.level_dbfs >= soundcheck.TOO_QUIET_DBFS):
            break
        microphone = _choose("Microphone", microphones)
        here = here.with_devices(microphone, loudspeaker)
    headphones = click.confirm("Are you wearing headphones? (better: no echo)", default=False)
    only_i_end = click.confirm(
        'Should silence never end your answer? (Then only a key or "that\'s my answer" does.)', default=False
    )
    click.echo("Timing one decode ...")
    model, reason = soundcheck.choose_model(here.recogniser())
    click.echo(reason)
    settings = msgspec.structs.replace(
        here.settings,
        asked_first_run=True,
        sound=msgspec.structs.replace(
            sound, microphone=microphone, loudspeaker=loudspeaker, headphones=headphones, only_i_end=only_i_end
        ),
        whisper=msgspec.structs.replace(here.settings.whisper, model=model),
    )
    settings = msgspec.structs.replace(settings, mind=_mind(settings.mind))
    config.save(settings, here.paths)
    click.echo(f"\nKept in {here.paths.config_file}; change it there at any time.\n")


def _choose(what: str, names: list[str]) -> str:
    """The name the user picks; empty for the system's default."""
    if len(names) < 2:
        return ""
    click.echo(f"{what}:")
    click.echo("  0  the system's default")
    for number, name in enumerate(names, 1):
        click.echo(f"  {number}  {name}")
    number = click.prompt("Number", type=click.IntRange(0, len(names)), default=0)
    return names[number - 1] if number else ""


def _mind(mind: MindSettings) -> MindSettings:
    """Ask about an LLM only where a server or a key is there to be used; the default is no."""
    from interviewer.dialogue import client

    for server in client.within_reach(mind):
        address = client.SERVERS[server]
        click.echo(f"\nAn LLM could word the follow-ups: {server}, at {address}.")
        click.echo("If you use it, your words, not your voice, go there. Without it, rules choose the follow-ups.")
        if click.confirm("Use it?", default=False):
            return msgspec.structs.replace(mind, use="llm", server=server)
    return mind
