from __future__ import annotations

from interviewer.session.timebox import TimeBox


class FakeClock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_only_running_time_counts() -> None:
    clock = FakeClock()
    box = TimeBox(60.0, clock)
    clock.now += 5
    assert box.elapsed_s == 0.0
    box.run()
    clock.now += 10
    box.pause()
    clock.now += 1000
    assert box.elapsed_s == 10.0
    box.run()
    box.run()  # twice is once
    clock.now += 20
    assert box.elapsed_s == 30.0
    assert box.left_s == 30.0
    clock.now += 90
    assert box.left_s == 0.0


def test_a_resumed_interview_goes_on_where_it_was() -> None:
    clock = FakeClock()
    box = TimeBox(60.0, clock, used_s=45.0)
    box.run()
    clock.now += 5
    assert box.left_s == 10.0
