"""With a language model as the mind: from the last piece of its reply to the first sample, beside the naive way.

    python -m benchmarks.llm_reply [--rounds 20] [--voice pyttsx3 piper] [--whisper base]

A spoken answer is fed in real time through the whole session (voice activity, Whisper, analysis, the LLM mind, voice),
closed by key, and taken up again (U) once the follow-up has begun. The model is a loopback server that speaks OpenAI's
protocol and streams a follow-up of one or two sentences, one token every 20 ms. The reply is checked whole and then
spoken, its sound begun while it is written, at the virtual sound card, whose loudspeaker is opened for it: "first
sample" is when the card takes it.
The naive way, taken in turn with ours while the follow-up is being spoken: the same server, a reply of the same
length, waited for to the end of the stream, synthesised whole by the same voice, played at the same card, not checked.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import queue
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.hearing import sample_sentences, spoken
from benchmarks.paced import Paced
from benchmarks.turnaround import CONTINUATIONS, PATIENCE_S, first_after, skip_question, wait_for
from tests.interviewer.dialogue.fault_server import FaultServer, Says, serving
from tests.virtual_card import VirtualCard

if TYPE_CHECKING:
    from audio.frames import Samples
    from audio.sound import Loudspeaker
    from audio.speech import Voice

BAR_S = 0.5
ANSWER_S = 12.0
TOKEN_S, TOKEN_CHARACTERS = 0.02, 4  # 50 tokens a second, as hosted models give them
OPENINGS = (
    "Suppose that of {number} refund cases a third is disputed",
    "If the {number} conversations of last week come back worse",
    "Once {number} customers have complained about the same promise",
    "When legal finds {number} wrong promises in the first month",
)
ASKINGS = (
    "which single figure for those {number} makes you take the release back",
    "who puts a name under all {number} before the launch goes on",
    "what do you tell the {number} people who wait for your decision",
)


class Card(Paced):
    """A paced microphone, and the virtual card's loudspeaker; a sound begins when the device takes its first sample."""

    def __init__(self, pieces: list[Samples], device: Loudspeaker) -> None:
        super().__init__(pieces)
        self._device = device

    def play(
        self, samples: Samples, rate_hz: int, *, started: Callable[[], None] | None = None, stop: threading.Event
    ) -> float:
        """At the card."""

        def begun() -> None:
            self.spoken_s.append(self.now_s())
            if started is not None:
                started()

        return self._device.play(samples, rate_hz, started=begun, stop=stop)


def questions(sentences: int) -> Iterator[str]:
    """Follow-ups of one sentence or of two, of about 20 words; each has a number of its own in either half.

    So no half was ever said before: what was said lately would be found made already.
    """
    from interviewer.dialogue.figures import number

    shapes = itertools.cycle(itertools.product(OPENINGS, ASKINGS))
    for count, (opening, asking) in zip(itertools.count(100 * sentences + 1), shapes, strict=False):
        begun, asked = opening.format(number=number(count)), asking.format(number=number(count))
        yield f"{begun}, {asked}?" if sentences == 1 else f"{begun}, I stop you. {asked.capitalize()}?"


class Model:
    """What the server says: it picks up the first option that may be worded freely."""

    def __init__(self) -> None:
        self.sentences = 1
        self.texts: dict[str, str] = {}  # what is to be spoken -> the reply that holds it
        self._banks = {count: questions(count) for count in (1, 2)}

    def reply(self, request: dict[str, Any]) -> Says:
        """The next follow-up, as the reply to this request."""
        text = next(self._banks[self.sentences])
        offered = json.loads(request["messages"][-1]["content"]).get("options", [{"kind": "owner", "picks_up": ""}])
        chosen = next((option for option in offered if option["kind"] != "judge_disagreement"), offered[0])
        reply = {"option": chosen.get("option", 1), "kind": chosen["kind"], "refers_to": chosen["picks_up"]}
        whole = json.dumps({**reply, "question": text})
        self.texts[text] = whole
        return Says(whole, every_s=TOKEN_S, size=TOKEN_CHARACTERS)


def measure(rounds: int, voice_name: str, whisper: str, device: Loudspeaker) -> dict[str, list[float]]:
    """Seconds from the last piece of the reply to the first sample: ours and the naive way, one and two sentences."""
    from audio.speaker import Speaker
    from audio.speech import best_voice
    from interviewer import language, nlp
    from interviewer.cli import holding, wiring
    from interviewer.cli.options import Whisper
    from interviewer.events import Notice, PhaseChanged, Said

    model = Model()
    with serving(model.reply) as server, best_voice(voice_name) as voice, best_voice("pyttsx3") as candidate:
        desk = wiring.Desk.from_options(
            mind="llm", llm_server=server.url, llm_model="loopback", whisper=Whisper(whisper)
        )
        question = desk.pack.question("q01")
        answer = spoken(candidate, "", sample_sentences(desk), ANSWER_S).samples
        more = [spoken(candidate, "", [text]).samples for text in CONTINUATIONS]
        sound = Card([answer, *itertools.islice(itertools.cycle(more), 2 * rounds)], device)
        recogniser = desk.recogniser()
        recogniser.load()
        nlp.load()("Warm.")
        listening = threading.Event()
        said: queue.SimpleQueue[Said] = queue.SimpleQueue()

        def tell(event: object) -> None:
            if isinstance(event, PhaseChanged) and event.phase == "listening":
                listening.set()
            elif isinstance(event, Said) and event.kind == "probe":
                said.put(event)
            elif isinstance(event, Notice):
                print(event.text, flush=True)

        interview = wiring.new_interview(desk, question, "demo", 7200.0)
        session = holding.make_session(
            desk,
            interview,
            question,
            sound,
            Speaker(sound, voice, language.load().breaths),
            recogniser,
            tell,
            probes=9,
            interrupt=False,
        )
        thread = threading.Thread(target=session.run, daemon=True)
        thread.start()
        skip_question(sound, session)
        found: dict[str, list[float]] = {f"{way} {count}": [] for way in ("ours", "naive") for count in (1, 2)}
        worded_by_rules = 0
        for attempt in range(2 * rounds):
            model.sentences = 1 + attempt % 2
            wait_for(listening, ANSWER_S)
            time.sleep(max(0.0, sound.voiced_end_s - time.monotonic()))
            pressed_s = time.monotonic()
            session.press("end")
            text = said.get(timeout=PATIENCE_S).text
            first_s = first_after(sound, pressed_s)
            if text in model.texts:
                found[f"ours {model.sentences}"].append(first_s - server.ended_s[model.texts[text]])
            else:
                worded_by_rules += 1
            found[f"naive {model.sentences}"].append(naive(server, voice, sound))
            listening.clear()
            session.press("undo")
        session.press("stop")
        thread.join(PATIENCE_S)
        if worded_by_rules:
            print(f"{worded_by_rules} follow-ups of {2 * rounds} were the rules' own, and are not counted")
    return found


def naive(server: FaultServer, voice: Voice, sound: Card) -> float:
    """The whole reply, then its whole sound, then the loudspeaker."""
    import openai

    with openai.OpenAI(base_url=server.url, api_key="none") as client:
        stream = client.chat.completions.create(
            model="loopback", messages=[{"role": "user", "content": "{}"}], stream=True
        )
        whole = "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices)
    samples, rate_hz = voice.synthesise(json.loads(whole)["question"])
    stop = threading.Event()
    sound.play(samples, rate_hz, started=stop.set, stop=stop)
    return sound.spoken_s[-1] - server.ended_s[whole]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20, help="follow-ups of each length")
    parser.add_argument("--voice", nargs="+", default=["pyttsx3"], help="piper where the extra `voice` is installed")
    parser.add_argument("--whisper", default="base")
    arguments = parser.parse_args()
    with VirtualCard() as card, tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as home:
        os.environ.update(card.env, INTERVIEWER_HOME=home)
        from audio.devices import Devices

        device = Devices(loudspeaker=card.loudspeaker).loudspeaker()
        rows = [(voice, measure(arguments.rounds, voice, arguments.whisper, device)) for voice in arguments.voice]
    print(f"\n{os.cpu_count()} cores, Whisper {arguments.whisper}, {1 / TOKEN_S:.0f} tokens a second; seconds from the")
    print(f"last piece of the reply to the first sample: p50, p95 (least-most); bar {BAR_S:g} s\n")
    print("| voice | reply | ours | naive way | naive / ours |")
    print("|---|---|---|---|---|")
    for voice, found in rows:
        for count, length in ((1, "one sentence"), (2, "two sentences")):
            ours, other = found[f"ours {count}"], found[f"naive {count}"]
            ratio = statistics.median(other) / statistics.median(ours)
            print(f"| {voice} | {length} | {_show(ours)} | {_show(other)} | {ratio:.1f} |")


def _show(values: list[float]) -> str:
    late = sorted(values)[round(0.95 * (len(values) - 1))]
    return f"{statistics.median(values):.2f}, {late:.2f} ({min(values):.2f}-{max(values):.2f})"


if __name__ == "__main__":
    main()
