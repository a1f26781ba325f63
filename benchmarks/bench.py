"""`make bench`: classes of 1,000 graded by ours, by peers and by the floor, in turn; tables, plots, all figures.

    python benchmarks/bench.py                                     the class of 1,000, three rounds
    python benchmarks/bench.py --quick                             a try of a few minutes; its figures mean little
    python benchmarks/bench.py --sizes 10,30,100,300,1000,3000,10000
    python benchmarks/bench.py --no-peers                          ours and the floor alone

Run it on a machine that does nothing else. It writes bench.json, bench.md, rate.svg, parts.svg and assignments.svg to
benchmarks/results/ (--quick: to a folder of its own beside it). The exit status is 1 where marks are not what they
should be or a measurement cannot be made; a goal that is not met is printed and changes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

os.environ.setdefault("OMP_NUM_THREADS", "1")  # for every process below: ours, the floor and the peers alike

import check_speed
import figures
import plots
import report
from measure import PEERS, Bench, measure
from ours import REPO, BenchmarkError
from peers.environments import PeerError

from autograder.grading.run import versions

RESULTS = Path(__file__).parent / "results"
SIZES = "10,30,100,300,1000"


def machine() -> dict[str, Any]:
    """What the figures depend on beside versions."""
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "memory, GiB": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}",
        "load before": round(os.getloadavg()[0], 2),
        "OMP_NUM_THREADS": os.environ["OMP_NUM_THREADS"],
    }


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--size", type=int, default=1000, help="of the class [default: 1000]")
    parser.add_argument("-r", "--repeat", type=int, default=3, help="rounds [default: 3]")
    parser.add_argument("--sizes", default=SIZES, help=f"classes for the cost by size [default: {SIZES}]")
    parser.add_argument("--quick", action="store_true", help="a class of 60, one round, small sizes")
    parser.add_argument("--no-peers", action="store_true", help="leave the peers out; nothing is installed")
    parser.add_argument("--peers", default=",".join(PEERS), help="which ones, by name")
    parser.add_argument("--peer-sample", type=int, default=4, help="right submissions for each peer and round")
    parser.add_argument("--require-isolation", type=int, default=3, help="as for `autograder grade` [default: 3]")
    parser.add_argument("--seed", type=int, default=1, help="of the class")
    parser.add_argument("--suite", action="store_true", help="time `make test`, too, once")
    parser.add_argument("-o", "--out", type=Path, help="folder for the results")
    options = parser.parse_args()
    if options.quick:
        options.size, options.repeat, options.sizes, options.peer_sample = 60, 1, "10,30,60", 2
    options.out = options.out or (RESULTS / "quick" if options.quick else RESULTS)
    options.peers = [] if options.no_peers else options.peers.split(",")
    if unknown := set(options.peers) - set(PEERS):
        parser.error(f"There is no peer {sorted(unknown)[0]}; there are {', '.join(PEERS)}.")
    if options.size <= 10 or options.repeat < 1 or options.peer_sample < 2:
        parser.error("The class needs more than 10 submissions, the peers 2, and there is at least one round.")
    try:
        options.sizes = [int(size) for size in options.sizes.split(",") if size]
    except ValueError:
        parser.error(f"{options.sizes} is no list of sizes, such as 10,100,1000.")
    return options


def main() -> None:
    options = read_options()
    check_speed.keep_compiled()  # peers' modules and ours alike
    started = datetime.now(UTC).isoformat(timespec="seconds")
    clock = time.monotonic()
    about = {"started": started, "quick": options.quick, "versions": versions(), "machine": machine()}
    print(f"A class of {options.size}, {options.repeat} round{'s' if options.repeat > 1 else ''}.", flush=True)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            bench = Bench(options.size, options.seed, options.require_isolation, Path(scratch))
            raw = measure(bench, options.repeat, options.sizes, options.peers, options.peer_sample, options.suite)
    except (BenchmarkError, PeerError) as error:
        sys.exit(str(error))
    raw = about | {"seconds": round(time.monotonic() - clock)} | raw
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "bench.json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    (options.out / "bench.md").write_text(report.page(raw), encoding="utf-8")
    plots.rate(raw, options.out / "rate.svg")
    plots.parts(raw, options.out / "parts.svg")
    plots.assignments(raw, options.out / "assignments.svg")
    print()
    for goal in figures.goals(raw):
        print(
            f"{goal.found:9.2f} {goal.what} ({goal.wanted}: {goal.verdict})"
            if goal.limit
            else f"{goal.found:9.2f} {goal.what}"
        )
    print(f"\nThe table and the plots are in {os.path.relpath(options.out, REPO)}.")
    for sentence in raw["complaints"]:
        print(sentence)
    sys.exit(bool(raw["complaints"]))


if __name__ == "__main__":
    main()
