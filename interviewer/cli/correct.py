"""`interviewer correct`: words that were misheard, set right."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import Time, json_option, mind_options, print_json, session_argument
from interviewer.errors import UsageFailure

if TYPE_CHECKING:
    from audio.sound import Loudspeaker
    from audio.words import Word
    from interviewer.model import Interview, Quote, Turn

AROUND_WORDS = 6  # printed on both sides of an uncertain word
AROUND_S = 1.0  # played on both sides: a word alone is hard to make out


@click.command()
@session_argument
@click.option("--turn", "number", default=0, type=click.IntRange(min=0), help="0 is the answer, 1 the first follow-up.")
@click.option("--at", "at_s", type=Time(), default=None, help="Where in that turn the word is: minutes:seconds.")
@click.option("--heard", default="", help="The word or words as they stand there.")
@click.option("--word", default=None, help="What was said instead; the same word confirms it.")
@click.option("--speaker", "loudspeaker", default=None, help="The loudspeaker's name, or a part of it.")
@mind_options
@json_option
def command(
    session: str | None,
    number: int,
    at_s: float | None,
    heard: str,
    word: str | None,
    loudspeaker: str | None,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    as_json: bool,
) -> None:
    """Set misheard words right; they count from then on, and the answer is judged again. Without SESSION: the latest.

    With --word, one correction; without it, every uncertain word is played and offered in turn.
    """
    from interviewer import correction
    from interviewer.cli import holding, wiring
    from interviewer.config import Paths
    from interviewer.judging.dispute import counted_again
    from interviewer.practice.stories import asked_in
    from interviewer.report import page
    from interviewer.store import Store

    if word is None and (as_json or heard or at_s is not None or not sys.stdin.isatty()):
        raise UsageFailure("What was said instead?", "Give it with --word.")
    store = Store(Paths.from_env().data)
    kept = store.open(store.find(session))
    mind = mind or (None if llm_server else kept.mind)
    desk = wiring.Desk.from_options(kept.pack, mind, llm_server, llm_model)
    question = asked_in(kept, desk.pack)
    store.lock(kept.id)
    try:
        before = store.open(kept.id)  # as it is now that nobody else writes
        if word is None:
            after = _offered(before, store.folder(kept.id), loudspeaker or desk.settings.sound.loudspeaker)
        else:
            if not before.turns:
                carry_on = f"`interviewer resume {kept.id}` carries it on."
                raise UsageFailure(f"Nothing was said in {kept.id} yet.", carry_on)
            if number >= len(before.turns):
                raise UsageFailure(f"{kept.id} has no turn {number}.", f"It has {len(before.turns)}, counted from 0.")
            turn = before.turns[number]
            after = _with_turn(before, correction.correct(turn, correction.find(turn, heard, at_s), word))
        changed = [turn for turn, old in zip(after.turns, before.turns, strict=True) if turn != old]
        for turn in changed:
            store.save_words(after.id, turn)
        if changed:
            store.save(after)  # the words stay, whatever happens to the judgement
            if before.assessment is not None:
                after = counted_again(replace(after, assessment=holding.judge(desk, after, question)), desk.pack)
                store.save(after)
            page.write(after, desk.pack, question, store.folder(after.id))
    finally:
        store.unlock(kept.id)
    levels = [one.assessment.overall if one.assessment else None for one in (before, after)]
    if as_json:
        revisions = {str(turn.number): turn.revision for turn in after.turns}
        told = {"id": after.id, "corrected": [turn.number for turn in changed], "revisions": revisions}
        print_json({**told, "overall_before": levels[0], "overall": levels[1]})
        return
    if not changed:
        click.echo("Nothing was changed.")
        return
    click.echo("Corrected; what had been heard is kept beside it.")
    if before.assessment is not None:
        was, now = ("no level" if level is None else str(level) for level in levels)
        click.echo(f"Judged again: {now} (before: {was}).")


def _with_turn(interview: Interview, turn: Turn) -> Interview:
    return replace(interview, turns=tuple(turn if one.number == turn.number else one for one in interview.turns))


def _offered(interview: Interview, folder: Path, loudspeaker: str) -> Interview:
    """Every uncertain stretch, played and asked about, first those on which the level hangs; what is typed stands in
    its place.
    """
    from interviewer import correction

    if not any(correction.doubtful(turn.words) for turn in interview.turns):
        click.echo("No word was heard uncertainly. To set one right all the same: --heard and --word.")
        return interview
    click.echo("Type what you said; = if it is right, p to hear it again, Enter to leave it, q to end.")
    speaker = _speaker(loudspeaker)
    deciding = interview.assessment.deciding if interview.assessment is not None else ()
    stretches = [
        (turn.number, turn.words[spot.start : spot.stop])
        for turn in interview.turns
        for spot in correction.doubtful(turn.words)
    ]
    for number, words in sorted(stretches, key=lambda one: not _decides(one[0], one[1], deciding)):
        turn = interview.turns[number]
        start = next(index for index, word in enumerate(turn.words) if word is words[0])  # corrections move it
        spot = range(start, start + len(words))
        said = _ask(turn, spot, _player(turn, spot, folder, speaker))
        if said is None:
            return interview
        if said:
            interview = _with_turn(interview, correction.correct(turn, spot, said))
    return interview


def _decides(turn: int, words: Sequence[Word], deciding: Sequence[Quote]) -> bool:
    """Whether the level hangs on one of `words` of that turn."""
    heard = {(word.text, word.start_s) for word in words}
    return any(one.turn == turn and (one.quote, one.start_s) in heard for one in deciding)


def _speaker(name: str) -> Loudspeaker | None:
    """None, and a line that says why, where nothing can be played: words can be set right by reading, too."""
    from audio.backends import open_sound
    from audio.errors import SoundError

    try:
        return open_sound("sounddevice", loudspeaker=name).loudspeaker()
    except SoundError as error:
        click.echo(f"Without sound: {error}", err=True)
        return None


def _ask(turn: Turn, spot: range, play: Callable[[], None]) -> str | None:
    """What the user says was said; "" leaves it, None ends."""
    from interviewer.report.phrases import clock

    texts = [word.text for word in turn.words]
    before, here, behind = (
        " ".join(texts[max(0, spot.start - AROUND_WORDS) : spot.start]),
        " ".join(texts[spot.start : spot.stop]),
        " ".join(texts[spot.stop : spot.stop + AROUND_WORDS]),
    )
    click.echo(f"{clock(turn.words[spot.start].start_s or 0.0)}  {before} [{here}] {behind}")
    while True:
        play()
        try:
            typed: str = click.prompt("", default="", show_default=False, prompt_suffix="> ").strip()
        except click.Abort:
            return None  # what was set right before it is kept
        if typed == "q":
            return None
        if typed == "=":
            return here
        if typed != "p":
            return typed if any(letter.isalnum() for letter in typed) else ""


def _player(turn: Turn, spot: range, folder: Path, speaker: Loudspeaker | None) -> Callable[[], None]:
    from audio import files
    from audio.frames import SAMPLE_RATE_HZ, to_samples

    start_s, end_s = turn.words[spot.start].start_s, turn.words[spot.stop - 1].end_s

    def play() -> None:
        if speaker is None or turn.audio is None or start_s is None or end_s is None:
            return
        samples = files.read(folder / turn.audio)
        piece = samples[to_samples(max(0.0, start_s - AROUND_S)) : to_samples(end_s + AROUND_S)]
        speaker.play(piece, SAMPLE_RATE_HZ, stop=threading.Event())

    return play
