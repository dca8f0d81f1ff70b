from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio.capture_clock import CaptureClock

RATE_HZ = 48_000


@given(
    lag_s=st.floats(0.0, 2.4),
    block_s=st.sampled_from([0.01, 0.032, 0.1, 0.5, 2.0]),
    drift=st.floats(-100e-6, 100e-6),
    minutes=st.sampled_from([0.1, 1, 20]),
)
def test_the_samples_of_a_moment_are_among_those_waited_for(
    lag_s: float, block_s: float, drift: float, minutes: float
) -> None:
    opened_s = 1_000.0
    clock = CaptureClock(opened_s, RATE_HZ)
    block = round(block_s * RATE_HZ)
    true_rate_hz = RATE_HZ * (1 + drift)
    for number in range(1, int(minutes * 60 / block_s) + 1):
        clock.arrived(block, opened_s + lag_s + number * block / true_rate_hz)
    moment_s = opened_s + number * block / true_rate_hz + lag_s
    spoken = (moment_s - opened_s) * true_rate_hz
    assert clock.samples_at(moment_s) >= spoken - 0.02 * RATE_HZ
    assert clock.samples_at(moment_s) <= spoken + 0.1 * RATE_HZ


def test_before_the_first_sample_nothing_is_waited_for() -> None:
    assert CaptureClock(5.0, RATE_HZ).samples_at(9.0) == 0
