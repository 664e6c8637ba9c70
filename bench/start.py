"""P10: process start to first 200, and the memory of web and worker (PSS). Also the second start of `make run`."""

import subprocess
import time
import urllib.request
from pathlib import Path

import psutil

from bench.site import environment, folder, free_port, p50, prepared, row, served, wait_for
from config import ROOT

ROUNDS = 5


def main() -> None:
    prepared()
    starts, memories = [], []
    for _ in range(ROUNDS):
        with served(folder()) as (address, process, took):
            for number in range(60):  # so that every process has done its work once
                urllib.request.urlopen(f"{address}/lowongan?q=operator&halaman={number % 5 + 1}").read()
            starts.append(took)
            memories.append(_memory(process.pid))
    row("measure", "median", "worst", "gate")
    row("---", "---", "---", "---")
    row("start to first 200, s", p50(starts), max(starts), "<= 2")
    row("memory of all processes (PSS), MB", p50(memories), max(memories), "<= 300")
    again = [_make_run(folder()) for _ in range(3)]
    row("second `make run` to first 200, s", p50(again), max(again), "< 3")


def _memory(parent: int) -> float:
    processes = [psutil.Process(parent), *psutil.Process(parent).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in processes) / 1e6


def _make_run(data_dir: Path) -> float:
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        ["make", "run"], cwd=ROOT, stdout=subprocess.DEVNULL, env=environment(data_dir, PORT=str(port))
    )
    took = wait_for(f"http://127.0.0.1:{port}", process) - began
    for child in psutil.Process(process.pid).children():
        child.terminate()
    process.terminate()
    process.wait(20)
    return took


if __name__ == "__main__":
    main()
