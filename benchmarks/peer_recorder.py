"""RealtimeSTT fed one recording in real time; run by the Python of a venv of its own (see `benchmarks.realtime`).

    PYTHON peer_recorder.py RECORDING.wav MODEL_FOLDER SILENCE_S

Prints one JSON line: its whole text, seconds from the last voiced sample to its last text, seconds of processor time.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
import wave

PIECE = 512  # samples, as its documentation feeds them
RATE_HZ = 16_000
VOICED = 0.01 * 32_768
PATIENCE_S = 60.0


def main() -> None:
    import numpy as np
    from RealtimeSTT import AudioToTextRecorder

    path, model, silence_s = sys.argv[1], sys.argv[2], float(sys.argv[3])
    with wave.open(path) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
    voiced_end_s = (int(np.flatnonzero(np.abs(samples) > VOICED)[-1]) + 1) / RATE_HZ
    recorder = AudioToTextRecorder(
        model=model, language="en", compute_type="int8", device="cpu", use_microphone=False, spinner=False,
        post_speech_silence_duration=silence_s,
        level=logging.ERROR, no_log_file=True,
    )  # fmt: skip
    texts: list[str] = []
    last_s = time.monotonic()
    done = threading.Event()

    def collect() -> None:
        nonlocal last_s
        while not done.is_set():
            text = recorder.text()
            if text:
                texts.append(text)
                last_s = time.monotonic()

    threading.Thread(target=collect, daemon=True).start()
    time.sleep(1.0)
    begun_s, before = time.monotonic(), processor_s()
    quiet = np.zeros(int((silence_s + 1.0) * RATE_HZ), dtype=np.int16)
    whole = np.concatenate([samples, quiet])
    for index in range(0, len(whole) - PIECE + 1, PIECE):
        time.sleep(max(0.0, begun_s + index / RATE_HZ - time.monotonic()))
        recorder.feed_audio(whole[index : index + PIECE].tobytes(), RATE_HZ)
    # its last text is there when none has come for a while
    while time.monotonic() - max(last_s, begun_s + len(whole) / RATE_HZ) < max(8.0, 0.3 * len(samples) / RATE_HZ):
        time.sleep(0.2)
    spent, wall_s = processor_s() - before, last_s - begun_s
    print(json.dumps({"text": " ".join(texts), "after_s": last_s - begun_s - voiced_end_s, "busy": spent / wall_s}))
    sys.stdout.flush()
    done.set()
    os._exit(0)  # its threads do not end by themselves; its child process ends with the pipe


def processor_s() -> float:
    """Processor time of this process and its children so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    ids = [str(os.getpid())]
    for one in ids:
        for task in os.listdir(f"/proc/{one}/task"):
            with open(f"/proc/{one}/task/{task}/children") as file:
                ids += file.read().split()
    total = 0
    for one in ids:
        with open(f"/proc/{one}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / ticks


if __name__ == "__main__":
    main()
