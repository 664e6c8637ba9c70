"""U14: what the first view of a list weighs on the wire, file by file."""

import re
import urllib.request

from bench.site import folder, prepared, row, served

LIMITS = {"html": 14, "css": 12, "js": 20}


def main() -> None:
    prepared()
    with served(folder()) as (address, _process, _took):
        page, size = _fetch(address + "/lowongan?q=operator")
        text = page.decode()
        files = dict.fromkeys(re.findall(r'(?:src|href)="(/aset/[^"#]+)', text))
        sizes = [("/lowongan?q=operator", "html", size)]
        sizes += [(name, name.rsplit(".", 1)[-1], _fetch(address + name)[1]) for name in files if "icon" not in name]
        sprite = [(name, "sprite", _fetch(address + name)[1]) for name in files if "icon" in name]
    row("file", "KB on the wire", "gate")
    row("---", "---", "---")
    for name, _kind, weight in sizes + sprite:
        row(name, weight / 1024, "")
    for kind, limit in LIMITS.items():
        row(f"all {kind}", sum(weight for _, k, weight in sizes if k == kind) / 1024, f"<= {limit}")
    row("requests without the sprite", len(sizes), "<= 5")
    row("sum without the sprite", sum(weight for *_, weight in sizes) / 1024, "<= 60")


def _fetch(address: str) -> tuple[bytes, int]:
    """The content, and its size as sent with brotli."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:
        sent = len(answer.read())
    with urllib.request.urlopen(address) as answer:
        return answer.read(), sent


if __name__ == "__main__":
    main()
