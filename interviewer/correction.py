"""Words set right by the user. Pure; what the recogniser had heard stays beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audio.language import plain
from audio.words import Word
from interviewer.errors import UsageFailure
from interviewer.model import Turn

REACH_S = 1.0  # a time is read off a clock that shows whole seconds


def doubtful(words: Sequence[Word]) -> list[range]:
    """The stretches of words that were heard uncertainly and not set right yet, as indices into `words`."""
    runs: list[range] = []
    for index, word in enumerate(words):
        if not word.doubtful or word.corrected:
            continue
        if runs and runs[-1].stop == index:
            runs[-1] = range(runs[-1].start, index + 1)
        else:
            runs.append(range(index, index + 1))
    return runs


def find(turn: Turn, heard: str = "", at_s: float | None = None) -> range:
    """The words meant by what stands there (`heard`), by their time in seconds, or by both.

    Raises UsageFailure where there are none, or several and no time says which.
    """
    if not plain(heard) and at_s is None:
        raise UsageFailure("Which word?", "Name it with --heard, its time with --at, or both.")
    if plain(heard):
        spots = _spots(turn.words, plain(heard).split())
    else:
        spots = [range(index, index + 1) for index, word in enumerate(turn.words) if word.start_s is not None]
    if at_s is not None:
        spots = [spot for spot in spots if _away_s(turn.words, spot, at_s) <= REACH_S]
        spots = sorted(spots, key=lambda spot: _away_s(turn.words, spot, at_s))[:1]
    what = " ".join([*([f"'{heard}'"] if heard else []), *([f"at {at_s:g} s"] if at_s is not None else [])])
    if not spots:
        raise UsageFailure(f"Turn {turn.number} has no word {what}.", "`interviewer report` shows its words and times.")
    if len(spots) > 1:
        raise UsageFailure(f"Turn {turn.number} has {what} {len(spots)} times.", "Say which with --at.")
    return spots[0]


def correct(turn: Turn, spot: range, text: str) -> Turn:
    """`turn` with `text` in place of the words at `spot`: evidence from now on, in the same time; one revision more.

    Raises UsageFailure where `text` has no word.
    """
    said = text.split()
    if not plain(text):
        raise UsageFailure("A correction needs a word.", "A word that nobody said never counts: leave it as it is.")
    old = turn.words[spot.start : spot.stop]
    heard = " ".join(word.heard or word.text for word in old)
    if len(said) == len(old):
        fresh = tuple(
            replace(word, text=new, corrected=True, heard=word.heard or word.text)
            for word, new in zip(old, said, strict=True)
        )
    else:
        times = _shared(old[0].start_s, old[-1].end_s, len(said))
        fresh = tuple(
            Word(new, start_s, end_s, old[0].probability, corrected=True, heard=heard)
            for new, (start_s, end_s) in zip(said, times, strict=True)
        )
    words = (*turn.words[: spot.start], *fresh, *turn.words[spot.stop :])
    return replace(turn, words=words, revision=turn.revision + 1)


def _spots(words: Sequence[Word], wanted: Sequence[str]) -> list[range]:
    said = [plain(word.text) for word in words]
    length = len(wanted)
    return [range(at, at + length) for at in range(len(said) - length + 1) if said[at : at + length] == list(wanted)]


def _away_s(words: Sequence[Word], spot: range, at_s: float) -> float:
    start_s, end_s = words[spot.start].start_s, words[spot.stop - 1].end_s
    if start_s is None or end_s is None:
        return float("inf")
    return max(start_s - at_s, at_s - end_s, 0.0)


def _shared(start_s: float | None, end_s: float | None, count: int) -> list[tuple[float | None, float | None]]:
    """The stretch of time in equal parts; no times where the input was text."""
    if start_s is None or end_s is None:
        return [(None, None)] * count
    step_s = (end_s - start_s) / count
    return [(round(start_s + n * step_s, 3), round(start_s + (n + 1) * step_s, 3)) for n in range(count)]
