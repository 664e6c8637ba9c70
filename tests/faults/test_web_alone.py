"""The web part as a service of its own, as the containers run it."""

import shutil
from pathlib import Path

import psutil

from tests.support.server import Server


def test_it_serves_a_prepared_site_and_ends_in_peace(prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(prepared, folder)
    web = Server(folder, {"WEB_WORKERS": "3", "WEB_THREADS": "1"}, command="web").start()
    try:
        assert web.status("/lowongan") == 200
        assert len(psutil.Process(web.process.pid).children()) == 3
    finally:
        web.stop()
    assert web.process.returncode == 0
    assert "Traceback" not in web.log
