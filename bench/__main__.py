"""Runs every measurement, each in a process of its own, and prints their tables."""

import subprocess
import sys

SCRIPTS = ("weight", "start", "page", "importing")

for name in SCRIPTS:
    print(f"\n## bench/{name}.py\n", flush=True)
    ended = subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False)
    if ended.returncode:
        sys.exit(ended.returncode)
