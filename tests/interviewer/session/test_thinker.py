from __future__ import annotations

import gc
import queue
import threading

from audio.words import Word
from interviewer.dialogue.wish import Wish
from interviewer.model import Interview, Probe
from interviewer.session.thinker import READ_WORDS, Thinker, Thought

INTERVIEW = Interview("id", "llm_evals", "q01", "practice", 60.0, "2026-01-01")
PROBE = Probe("threshold", "At which number would you stop?", "the launch", "no threshold", "threshold.1")


def test_a_thought_names_the_words_that_it_follows_and_is_prepared() -> None:
    told: queue.Queue[object] = queue.Queue()
    prepared: list[str] = []
    thinker = Thinker(lambda *_: (PROBE, ("a line",)), prepared.append, told.put)
    thinker.wish(INTERVIEW, ("we", "ship"), 30.0, 1)
    assert told.get(timeout=5) == Thought(("we", "ship"), PROBE, ("a line",))
    assert prepared == [PROBE.text]
    thinker.close()


def test_a_newer_wish_silences_the_older() -> None:
    told: queue.Queue[object] = queue.Queue()
    inside, go_on = threading.Event(), threading.Event()

    def think(
        interview: Interview, left_s: float, probes_left: int, wish: Wish
    ) -> tuple[Probe | None, tuple[str, ...]]:
        if not inside.is_set():
            inside.set()
            go_on.wait(5)
        return PROBE, ()

    thinker = Thinker(think, lambda text: None, told.put)
    thinker.wish(INTERVIEW, ("old",), 30.0, 1)
    assert inside.wait(5)
    thinker.wish(INTERVIEW, ("new",), 30.0, 1)
    go_on.set()
    assert told.get(timeout=5) == Thought(("new",), PROBE)
    thinker.close()
    assert told.empty()


def test_the_same_words_are_not_thought_about_twice_at_once() -> None:
    told: queue.Queue[object] = queue.Queue()
    go_on = threading.Event()
    thoughts: list[int] = []

    def think(*_: object) -> tuple[Probe | None, tuple[str, ...]]:
        thoughts.append(1)
        go_on.wait(5)
        return PROBE, ()

    thinker = Thinker(think, lambda text: None, told.put)
    thinker.wish(INTERVIEW, ("we", "ship"), 30.0, 1)
    thinker.wish(INTERVIEW, ("we", "ship"), 29.0, 1)
    go_on.set()
    assert told.get(timeout=5) == Thought(("we", "ship"), PROBE)
    thinker.wish(INTERVIEW, ("we", "ship"), 20.0, 1)  # the same words in a later answer
    assert told.get(timeout=5) == Thought(("we", "ship"), PROBE)
    thinker.close()
    assert len(thoughts) == 2
    assert told.empty()


def test_after_words_went_on_the_same_words_are_thought_about_anew() -> None:
    told: queue.Queue[object] = queue.Queue()
    thinker = Thinker(lambda *_: (PROBE, ()), lambda text: None, told.put)
    thinker.wish(INTERVIEW, ("we",), 30.0, 1)
    thinker.forget()
    thinker.wish(INTERVIEW, ("we",), 30.0, 1)
    assert told.get(timeout=5) == Thought(("we",), PROBE)
    thinker.close()


def test_what_went_wrong_reaches_the_session() -> None:
    told: queue.Queue[object] = queue.Queue()

    def think(*_: object) -> tuple[Probe | None, tuple[str, ...]]:
        raise ZeroDivisionError

    thinker = Thinker(think, lambda text: None, told.put)
    thinker.wish(INTERVIEW, (), 30.0, 1)
    assert isinstance(told.get(timeout=5), ZeroDivisionError)
    thinker.close()


def test_what_is_being_written_is_handed_on() -> None:
    told: queue.Queue[object] = queue.Queue()
    drafts: list[str] = []

    def think(_interview: Interview, _left_s: float, _probes_left: int, wish: Wish) -> tuple[Probe, tuple[str, ...]]:
        wish.draft("At which")
        return PROBE, ()

    thinker = Thinker(think, lambda text: None, told.put, draft=drafts.append)
    thinker.wish(INTERVIEW, ("we",), 30.0, 1)
    told.get(timeout=5)
    thinker.close()
    assert drafts == ["At which"]


def test_who_waits_for_a_running_thought_waits_since_the_answer_ended() -> None:
    told: queue.Queue[object] = queue.Queue()
    wishes: queue.Queue[Wish] = queue.Queue()
    go_on = threading.Event()
    clock_s = [100.0]

    def think(_interview: Interview, _left_s: float, _probes_left: int, wish: Wish) -> tuple[Probe, tuple[str, ...]]:
        wishes.put(wish)
        go_on.wait(5)
        return PROBE, ()

    thinker = Thinker(think, lambda text: None, told.put, lambda: clock_s[0])
    thinker.wish(INTERVIEW, ("we",), 30.0, 1)
    wish = wishes.get(timeout=5)
    clock_s[0] = 111.0
    assert wish.waited_s is None
    thinker.wish(INTERVIEW, ("we",), 30.0, 1, 110.0)
    assert wish.waited_s == 1.0
    thinker.wish(INTERVIEW, ("we",), 30.0, 1, 111.0)
    assert wish.waited_s == 1.0
    go_on.set()
    assert told.get(timeout=5) == Thought(("we",), PROBE)
    thinker.close()


def test_a_growing_answer_is_read_now_and_then_and_a_new_one_from_its_start() -> None:
    read: queue.Queue[object] = queue.Queue()
    thinker = Thinker(lambda *_: (PROBE, ()), lambda text: None, lambda event: None, read=read.put)
    try:
        for number, size in enumerate((10, 50, READ_WORDS, READ_WORDS + 20, 2 * READ_WORDS, 5)):
            thinker.read(number, (Word("so"),) * size)  # type: ignore[arg-type]
        assert [read.get(timeout=30) for _ in range(3)] == [2, 4, 5]
    finally:
        thinker.close()
    assert read.empty()


def test_an_answer_that_is_over_is_read_while_its_last_words_are_decoded() -> None:
    read: queue.Queue[object] = queue.Queue()
    thinker = Thinker(lambda *_: (PROBE, ()), lambda text: None, lambda event: None, read=read.put)
    try:
        thinker.catch_up()  # of an answer without words there is nothing to read
        thinker.read("so far", (Word("so"),) * 10)  # type: ignore[arg-type]
        thinker.catch_up()
        thinker.catch_up()
        assert read.get(timeout=30) == "so far"
    finally:
        thinker.close()
    assert read.empty()


def test_no_garbage_is_looked_for_while_somebody_waits() -> None:
    collected: queue.Queue[bool] = queue.Queue()

    def think(*_: object) -> tuple[Probe, tuple[str, ...]]:
        collected.put(gc.isenabled())
        return PROBE, ()

    told: queue.Queue[object] = queue.Queue()
    thinker = Thinker(think, lambda text: None, told.put)
    try:
        thinker.wish(INTERVIEW, ("so",), 60.0, 1)
        told.get(timeout=30)
    finally:
        thinker.close()
    assert not collected.get()
    assert gc.isenabled()
