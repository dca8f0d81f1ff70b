"""An interview that broke off, as its files tell it."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import click

from interviewer import packs
from interviewer.cli.wiring import Desk
from interviewer.model import Interview
from interviewer.store import turn_audio

UNREAD_S = 1.0  # shorter than a word and its silence: nothing to read


def recover(desk: Desk, interview: Interview, question: packs.Question) -> Interview:
    """The interview as its files tell it, locked for us: nothing that was recorded is left unread.

    The sound file of an answer that broke off is mended (its header fits its length), and what was spoken after its
    last kept word is transcribed now.
    """
    from audio import files, spool
    from audio.errors import AudioFileError
    from audio.frames import to_samples

    desk.store.lock(interview.id)
    turns = list(interview.turns)
    if turns and turns[-1].closed_by is None and turns[-1].audio:
        path = desk.store.folder(interview.id) / turn_audio(turns[-1].number)
        kept_s = turns[-1].words[-1].end_s or 0.0 if turns[-1].words else 0.0
        if path.is_file() and spool.repair(path) - kept_s > UNREAD_S:
            click.echo("Reading what you had said when it broke off ...", err=True)
            with contextlib.suppress(AudioFileError):  # silence: nothing was said since
                unread = files.read(path)[to_samples(kept_s) :]
                words = desk.recogniser().transcribe_all(unread, desk.hotwords(question))
                later = tuple(
                    replace(word, start_s=(word.start_s or 0.0) + kept_s, end_s=(word.end_s or 0.0) + kept_s)
                    for word in words
                )
                desk.store.append_words(interview.id, turns[-1].number, later)
                turns[-1] = replace(turns[-1], words=turns[-1].words + later)
    return replace(interview, state="running", turns=tuple(turns))
