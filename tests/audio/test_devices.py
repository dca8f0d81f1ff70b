"""The real backend, on the virtual sound card."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pytest

from audio import portaudio
from audio.devices import DeviceMicrophone, Devices, check_devices, explain_silence
from audio.errors import DeviceBusy, DeviceGone, NoDevice, NoPermission, SoundError
from audio.frames import SAMPLE_RATE_HZ, Frame, Samples, to_samples
from audio.resample import Resampler, to_mono
from tests.virtual_card import VirtualCard


@pytest.fixture
def microphone(card: VirtualCard) -> Iterator[DeviceMicrophone]:
    opened = Devices(card.microphone).microphone()
    assert isinstance(opened, DeviceMicrophone)
    yield opened
    opened.close()


def clip(seconds: float = 2.0) -> Samples:
    """Noise up to 6 kHz that repeats nowhere, so that every sample has its place: (n_samples,) float32 at 16 kHz."""
    noise = np.random.default_rng(7).normal(0.0, 0.1, to_samples(seconds))
    spectrum = np.fft.rfft(noise)
    spectrum[np.fft.rfftfreq(len(noise), 1 / SAMPLE_RATE_HZ) > 6_000] = 0.0
    return np.fft.irfft(spectrum, len(noise)).astype(np.float32)


def place_of(piece: Samples, within: Samples) -> tuple[int, float]:
    """Where `piece` begins in `within`, and how alike they are there (1: the same but for loudness).

    A rate conversion moves sound by up to half a sample, which costs this noise 0.1.
    """
    size = 1 << (len(within) + len(piece)).bit_length()
    products = np.fft.irfft(np.fft.rfft(within, size) * np.conj(np.fft.rfft(piece, size)), size)
    start = int(np.argmax(products[: max(1, len(within) - len(piece) + 1)]))
    there = within[start : start + len(piece)]
    return start, float(there @ piece / (np.linalg.norm(there) * np.linalg.norm(piece) + 1e-12))


def heard(frames: list[Frame]) -> Samples:
    resampler = Resampler(frames[0].rate_hz, 1)
    whole = np.concatenate([to_mono(frame.samples) for frame in frames])
    return np.concatenate([resampler.push(whole), resampler.flush()])


def test_a_clip_arrives_to_its_last_sample(card: VirtualCard, microphone: DeviceMicrophone) -> None:
    sound = clip()
    arriving = microphone.frames()
    frames = [next(arriving)]
    began_s = time.monotonic()
    card.say(sound)
    wanted_s = time.monotonic() - began_s + 1.0  # what has queued up in the meantime, and one second more
    frames.extend(islice(arriving, round(wanted_s * microphone.rate_hz / len(frames[0].samples))))
    got = heard(frames)
    first, likeness = place_of(sound[: to_samples(0.2)], got)
    assert likeness > 0.85
    last, likeness = place_of(sound[-to_samples(0.2) :], got)
    assert likeness > 0.85
    assert abs((last - first) - (len(sound) - to_samples(0.2))) <= 16  # 1 ms: nothing is missing in between
    assert sum(frame.lost_samples for frame in frames) == 0


def test_frames_are_as_the_device_gives_them(microphone: DeviceMicrophone) -> None:
    frame = next(microphone.frames())
    assert frame.samples.dtype == np.float32
    assert frame.samples.shape[1] == microphone.channels <= 2
    assert frame.rate_hz == microphone.rate_hz
    assert microphone.rate_hz >= SAMPLE_RATE_HZ


def test_close_hands_out_what_had_arrived_and_ends(microphone: DeviceMicrophone) -> None:
    arriving = microphone.frames()
    next(arriving)
    microphone.close()
    microphone.close()
    assert len(list(arriving)) < 100


def test_an_unplugged_microphone_is_gone_within_a_second_and_a_half(card: VirtualCard) -> None:
    sound = Devices()
    microphone = sound.microphone()
    arriving = microphone.frames()
    next(arriving)
    unplugged_s = time.monotonic()
    try:
        card.unplug()
        with pytest.raises(DeviceGone, match="stopped delivering"):
            list(arriving)
        assert time.monotonic() - unplugged_s < 1.5
        microphone.close()
        with pytest.raises(NoDevice, match="microphone"):
            sound.microphone()
    finally:
        microphone.close()
        card.replug()
    again = sound.microphone()
    assert len(next(again.frames()).samples) > 0
    again.close()


def test_a_wrong_name_is_told_with_the_right_ones(card: VirtualCard) -> None:
    with pytest.raises(NoDevice, match=f"no microphone 'theremin'.*'{card.microphone}'"):
        Devices("theremin").microphone()
    with pytest.raises(NoDevice, match=f"no loudspeaker 'theremin'.*'{card.loudspeaker}'"):
        Devices(loudspeaker="theremin").loudspeaker()
    with pytest.raises(NoDevice, match="theremin"):
        check_devices("theremin")


def test_part_of_a_name_or_its_number_is_enough(card: VirtualCard) -> None:
    portaudio.refresh()
    check_devices(card.microphone, "LOUDSPEAKER")
    device = portaudio.find("input", "Microphone")
    assert device.name == card.microphone
    assert portaudio.find("input", str(device.index)) == device
    assert portaudio.find("output").default


def test_the_list_is_not_read_anew_under_an_open_stream(card: VirtualCard, microphone: DeviceMicrophone) -> None:
    arriving = microphone.frames()
    next(arriving)
    portaudio.refresh()
    portaudio.refresh()
    assert len(list(islice(arriving, 20))) == 20


@pytest.mark.parametrize(
    ("args", "kind"),
    [
        (("Device unavailable", -9985), DeviceBusy),
        (("Unanticipated host error", -9999, (0, -16, "Device or resource busy")), DeviceBusy),
        (("Unanticipated host error", -9999, (0, -13, "Permission denied")), NoPermission),
        (("Unanticipated host error", -9999, (0, -19, "No such device")), NoDevice),
        (("Invalid device", -9996), NoDevice),
        (("Unanticipated host error", -9999, (0, -5, "Input/output error")), DeviceGone),
    ],
)
def test_errors_in_words(args: tuple[object, ...], kind: type[SoundError]) -> None:
    error = portaudio.explained(Exception(*args), "input", "headset")
    assert type(error) is kind
    assert "The microphone 'headset'" in error.message
    assert error.next_step


def test_silence_is_named_for_what_it_is() -> None:
    assert "permission" in explain_silence("darwin")
    assert "muted" in explain_silence("linux")


def test_stderr_comes_back_when_several_put_it_aside(capfd: pytest.CaptureFixture[str]) -> None:
    import os

    inside, out = threading.Barrier(2), threading.Barrier(2)

    def other() -> None:
        with portaudio.quiet_stderr():
            inside.wait(5)
            out.wait(5)

    thread = threading.Thread(target=other)
    with portaudio.quiet_stderr():
        thread.start()
        inside.wait(5)
        os.write(2, b"chatter")
    os.write(2, b"chatter")
    out.wait(5)
    thread.join(5)
    os.write(2, b"words")
    assert capfd.readouterr().err == "words"
