"""The peers' own Python: an environment of its own, so that no peer's package ever reaches the site."""

import hashlib
import subprocess
import sys
from pathlib import Path

from bench.site import folder
from config import ROOT

REQUIREMENTS = ROOT / "requirements" / "bench.txt"


def peers_bin() -> Path:
    """The folder of the peers' programs; installs the locked packages when they are not there yet."""
    home = folder().parent / "peers"
    locked = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp = home / "installed"
    if not stamp.exists() or stamp.read_text() != locked:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(REQUIREMENTS)]
        subprocess.run(pip, check=True)
        stamp.write_text(locked)
    return home / "bin"
