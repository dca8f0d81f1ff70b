"""How long `interviewer --help` takes beside an empty Python program: what the first glance costs.

python benchmarks/help.py [RUNS]        10 runs of each, taken in turn; prints medians, spreads and their ratio
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "interviewer --help": [sys.executable, "-m", "interviewer", "--help"],
}


def run_s(command: list[str]) -> float:
    began_s = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began_s


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        run_s(command)  # the first run reads files from the disk
    for _ in range(runs):
        for name, command in COMMANDS.items():  # in turn, so that a busy moment hits both
            times[name].append(run_s(command))
    print(f"{'':<20}{'median':>10}{'fastest':>10}{'slowest':>10}{'ratio':>8}   ({runs} runs)")
    base_s = statistics.median(times["python -c pass"])
    for name, found in times.items():
        middle_s = statistics.median(found)
        figures = "".join(f"{1000 * value:>7.0f} ms" for value in (middle_s, min(found), max(found)))
        print(f"{name:<20}{figures}{middle_s / base_s:>8.1f}")


if __name__ == "__main__":
    main()
