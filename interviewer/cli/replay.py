"""`interviewer replay`: an interview played again with its text."""

from __future__ import annotations

import sys
from functools import partial

import click

from interviewer.cli.options import Time, plain_option, session_argument
from interviewer.errors import Failure, UsageFailure


@click.command()
@session_argument
@click.option(
    "--turn", default=0, type=click.IntRange(min=0), help="0 is the answer, 1 the first follow-up (default: 0)."
)
@click.option("--from", "from_s", type=Time(), default="0:00", help="Where in that turn to begin.")
@click.option("--until", "until_s", type=Time(), default=None, help="Where in that turn to end.")
@click.option("--speaker", "loudspeaker", default=None, help="The loudspeaker's name, or a part of it.")
@plain_option
def command(
    session: str | None, turn: int, from_s: float, until_s: float | None, loudspeaker: str | None, plain: bool
) -> None:
    """Play an interview again, its words marked as they are heard. Without SESSION: the latest.

    Space pauses, the arrows move by 5 seconds, N and P change the turn, Q closes.
    """
    from interviewer import config
    from interviewer.cli.wiring import load_pack
    from interviewer.practice.stories import asked_in
    from interviewer.store import Store

    paths = config.Paths.from_env()
    store = Store(paths.data)
    interview = store.open(store.find(session))
    folder = store.folder(interview.id)
    question = asked_in(interview, load_pack(interview.pack, paths))

    from audio import files
    from audio.backends import open_sound
    from audio.frames import to_seconds
    from interviewer.screen.replay import Player, Side, play_lines

    if interview.turns and turn >= len(interview.turns):
        raise UsageFailure(f"{interview.id} has no turn {turn}.", f"Its last one is {len(interview.turns) - 1}.")
    sides = [
        Side(
            one,
            one.probe.spoken if one.probe else question.prompt,
            partial(files.read, folder / one.audio),
            until_s if one.number == turn else None,
        )
        for one in interview.turns
        if one.audio and (folder / one.audio).is_file()
    ]
    at = next((index for index, side in enumerate(sides) if side.turn.number == turn), None)
    if at is None:
        raise Failure(f"{interview.id} holds no sound of that turn.", f"Its text: interviewer report {interview.id}")
    if until_s is not None:
        sides = sides[: at + 1]
    length_s = to_seconds(len(sides[at].samples()))
    if from_s >= length_s:
        raise UsageFailure(f"That turn ends at {length_s:.0f} s.", "Begin before it.")
    sound = open_sound("sounddevice", loudspeaker=loudspeaker or config.load(paths).sound.loudspeaker)
    if plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        play_lines(sides[at:], sound.loudspeaker(), sys.stdout, from_s)
        return
    from interviewer.screen.replay_app import ReplayApp

    player = Player(sides, sound.loudspeaker(), sound.now_s, at)
    player.seek(from_s)
    ReplayApp(player, question.title).run()
