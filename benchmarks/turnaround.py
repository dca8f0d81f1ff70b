"""From the end of an answer to the first sample of the follow-up, for answers of growing length, beside the naive way.

    python -m benchmarks.turnaround [--seconds 30 120 480 1200] [--rounds 3] [--hurry 4] [--whisper base]

A spoken answer is fed in real time (with --hurry, all but its last minute so many times as fast) through the whole
session: voice activity, Whisper, the second reading, analysis, rules mind, voice.
It is closed by key at its last voiced sample, taken up again (U), closed by silence, taken up again ...: the same long
answer is measured several times. "Excess" is what the candidate waits beyond the silence that the policy asks for.
The naive way, measured in the same run: record everything, transcribe the whole recording with the same model, then
choose and synthesise the follow-up.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field

from benchmarks.hearing import sample_sentences, spoken
from benchmarks.paced import Paced

CONTINUATIONS = (
    "One more point on the reviewers. Two people mark each case, and the lead settles what they disagree on.",
    "And for the refunds I would keep a locked set that nobody tunes against, about eighty cases.",
    "If the rate of repeat contacts goes up by more than five percent, I roll the release back on the same day.",
    "The judge model only marks tone, because a wrong mark there costs us very little.",
    "Every incident becomes a test within two days, and the product owner signs that it is in.",
    "We look at the lower end of the interval, because with so few cases a point or two is noise.",
    "I would read thirty failures by hand before I change the prompt again.",
    "Compliance gets the list of misses each month, and can stop the rollout.",
)
PATIENCE_S = 60.0


@dataclass
class Watch:
    """Listens to the session's events: when an answer was opened, and when it was decided that it is over."""

    listening: threading.Event = field(default_factory=threading.Event)
    decided: threading.Event = field(default_factory=threading.Event)
    decided_s: float = 0.0

    def tell(self, event: object) -> None:
        """One event."""
        from interviewer.events import PhaseChanged

        if isinstance(event, PhaseChanged) and event.phase == "listening":
            self.decided.clear()
            self.listening.set()
        elif isinstance(event, PhaseChanged) and self.listening.is_set() and not self.decided.is_set():
            self.decided_s = time.monotonic()
            self.decided.set()


@dataclass(frozen=True)
class Result:
    """Seconds: key to first sample; decision to first sample after a silence; the silence that was asked for."""

    by_key: list[float]
    excess: list[float]
    hold: list[float]
    naive: float


def measure(seconds: float, rounds: int, whisper: str, hurry: float = 1.0) -> Result:
    """One answer of `seconds`, closed `rounds` times by key and as often by silence."""
    from audio.speaker import Speaker
    from audio.speech import best_voice
    from interviewer import nlp
    from interviewer.cli import holding, thinking, wiring
    from interviewer.cli.options import Whisper
    from interviewer.cli.rereading import Rereading
    from interviewer.events import Event

    desk = wiring.Desk.from_options(whisper=Whisper(whisper))
    question = desk.pack.question("q01")
    with best_voice("pyttsx3") as voice:
        long_answer = spoken(voice, "", sample_sentences(desk), seconds).samples
        pieces = [long_answer, *(spoken(voice, "", [text]).samples for text in CONTINUATIONS)]
        sound = Paced(pieces, hurry)
        recogniser = desk.recogniser()
        recogniser.load()
        nlp.load()("Warm.")
        watch = Watch()
        speaker = Speaker(sound, voice)
        interview = wiring.new_interview(desk, question, "demo", 7200.0)
        rereading = Rereading(desk.store.folder(interview.id), recogniser, desk.hotwords(question))

        def tell(event: Event) -> None:
            rereading.hear(event)
            watch.tell(event)

        session = holding.make_session(
            desk,
            interview,
            question,
            sound,
            speaker,
            recogniser,
            tell,
            probes=9,
            interrupt=False,
            rereading=rereading,
        )
        rereading.start(lambda: session.interview)
        thread = threading.Thread(target=session.run, daemon=True)
        thread.start()
        by_key: list[float] = []
        excess: list[float] = []
        hold: list[float] = []
        skip_question(sound, session)
        for attempt in range(2 * rounds):
            wait_for(watch.listening, seconds)
            if attempt % 2 == 0:
                time.sleep(max(0.0, sound.voiced_end_s - time.monotonic()))
                pressed_s = time.monotonic()
                session.press("end")
                first_s = first_after(sound, pressed_s)
                by_key.append(first_s - pressed_s)
            else:
                wait_for(watch.decided, 30.0)
                first_s = first_after(sound, watch.decided_s)
                excess.append(first_s - watch.decided_s)
                hold.append(watch.decided_s - sound.voiced_end_s)
            watch.listening.clear()
            session.press("undo")
        session.press("stop")
        thread.join(PATIENCE_S)
        rereading.stop()

        think = thinking.make_think(
            desk, desk.mind(), question, frozenset(), seed=1, better=lambda interview: interview
        )
        begun_s = time.monotonic()
        words = recogniser.transcribe_all(long_answer, ", ".join(question.vocabulary))
        from interviewer.dialogue.wish import Wish
        from interviewer.model import Interview, Turn

        whole = Interview("naive", desk.pack.id, question.id, "demo", 1200.0, "", turns=(Turn(0, words=tuple(words)),))
        probe, _ = think(whole, 600.0, 3, Wish.urgent())
        if probe is not None:
            voice.synthesise(probe.text)
        return Result(by_key, excess, hold, time.monotonic() - begun_s)


def skip_question(sound: Paced, session: object) -> None:
    """Nobody needs to hear it to its end."""
    while not sound.spoken_s:
        time.sleep(0.01)
    session.press("end")  # type: ignore[attr-defined]


def wait_for(event: threading.Event, seconds: float) -> None:
    """Until it is set. Raises RuntimeError where that takes PATIENCE_S longer than `seconds`."""
    if not event.wait(seconds + PATIENCE_S):
        raise RuntimeError("the session did not come to its next step in time")


def first_after(sound: Paced, moment_s: float) -> float:
    """When the first sound after that moment began. Raises RuntimeError where none comes."""
    until_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s:
        later = [spoken_s for spoken_s in sound.spoken_s if spoken_s >= moment_s]
        if later:
            return later[0]
        time.sleep(0.005)
    raise RuntimeError("nothing was spoken in time")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, nargs="+", default=[30.0, 120.0, 480.0, 1200.0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hurry", type=float, default=1.0, help="all but the last minute so many times as fast")
    parser.add_argument("--whisper", default="base")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as home:
        os.environ["INTERVIEWER_HOME"] = home
        rows = [
            (seconds, measure(seconds, arguments.rounds, arguments.whisper, arguments.hurry))
            for seconds in arguments.seconds
        ]
    print(f"\n{os.cpu_count()} cores, Whisper {arguments.whisper}, rules mind; median (least-most) in seconds\n")
    print("| answer | after the key | after a silence: excess over the hold | hold | naive way | naive / key |")
    print("|---|---|---|---|---|---|")
    for seconds, result in rows:
        ratio = result.naive / statistics.median(result.by_key)
        print(
            f"| {seconds:g} s | {_show(result.by_key)} | {_show(result.excess)} | {_show(result.hold)} "
            f"| {result.naive:.1f} | {ratio:.1f} |"
        )


def _show(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


if __name__ == "__main__":
    main()
