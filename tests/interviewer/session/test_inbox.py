from __future__ import annotations

import threading

from interviewer.session.inbox import Inbox


def test_in_lockstep_the_sender_waits_until_it_was_handled() -> None:
    inbox = Inbox(lockstep=True)
    sent = threading.Event()

    def send() -> None:
        inbox.put_and_wait("event")
        sent.set()

    thread = threading.Thread(target=send)
    thread.start()
    letter = inbox.get(5)
    assert letter is not None
    assert not sent.is_set()
    inbox.done(letter)
    thread.join(5)
    assert sent.is_set()


def test_nobody_waits_on_a_closed_inbox() -> None:
    inbox = Inbox(lockstep=True)
    inbox.close()
    inbox.put_and_wait("event")


def test_without_lockstep_nobody_waits() -> None:
    inbox = Inbox(lockstep=False)
    inbox.put_and_wait("event")
    letter = inbox.get(5)
    assert letter is not None
    assert letter.event == "event"
    assert inbox.get(0.001) is None
