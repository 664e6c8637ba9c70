"""What an uploaded file is by its content, and what is kept of it (gate S8). Names and declared types mean
nothing.

A picture is decoded and written anew: what is kept holds the pixels and nothing else, no place, no camera, no hidden
text. A PDF is kept as it is, because rewriting would break its electronic signature; what would act by itself when it
is opened is refused.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from io import BytesIO
from threading import Lock
from typing import Any

MAX_BYTES = 5 * 2**20
MAX_PIXELS = 16_000_000  # a phone's photo has 12 million, a scanned A4 page at 400 dpi 15.5 million
LONGEST_SIDE = 3_508  # pixels of what is kept: an A4 page at 300 dpi
MAX_SCANS = 60  # of a progressive JPEG; each one costs a walk over all pixels, and cameras write about ten
_JPEG, _PNG, _PDF = "image/jpeg", "image/png", "application/pdf"
ENDINGS = {_JPEG: ".jpg", _PNG: ".png", _PDF: ".pdf"}
_QUALITY = 88
_DECODING = Lock()  # one picture at a time: unpacked it takes up to 64 MB, and so may each step of its way
_SCAN = b"\xff\xda"

_PDF_HEAD = re.compile(rb"%PDF-[12]\.\d[\r\n \t]")
_PDF_TAIL = re.compile(rb"startxref\s+\d+\s+%%EOF[\s\x00]*\Z")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")


def _spelled(name: str) -> str:
    """A pattern of a PDF name: each letter may be written as `#` and its number, as in `/J#61vaScript`."""
    return "".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name)


_ACTS = re.compile(
    (
        r"/(?=[JLERSIX#])(?:"
        + "|".join(map(_spelled, ("JavaScript", "Launch", "EmbeddedFile", "RichMedia", "SubmitForm", "ImportData")))
        + rf"|{_spelled('JS')}[\s(<]|{_spelled('XFA')}[\s\[<])"
    ).encode()
)
_LOCKED = re.compile(rf"/{_spelled('Encrypt')}[\s<]".encode())
_OBJECT_STREAM = re.compile(rf"/{_spelled('ObjStm')}\b".encode())
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_MOST_STREAMS = 200  # object streams of a file; a producer packs a hundred objects and more into each
_HEAD = 4_096  # bytes from the name of an object stream to its data
_SLICE = 16 * 2**10
_UNPACKED = 8 * 2**20  # bytes of object streams that are looked into, together


@cache
def _pillow() -> tuple[Any, Any]:
    """Pillow's Image and ImageOps, loaded by the first picture: most processes never see one."""
    image: Any = import_module("PIL.Image")
    # The size is checked before a pixel is unpacked; Pillow's own limit would only warn, for the whole process.
    image.MAX_IMAGE_PIXELS = None
    return image, import_module("PIL.ImageOps")


class Refused(Exception):
    """The file is not kept. `problem` is a code that pages word: empty, too_big, unknown_kind, damaged,
    too_many_pixels, locked, acts."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Paper:
    """What is kept."""

    media_type: str
    content: bytes


def paper_of(content: bytes) -> Paper:
    """The paper in the bytes of an upload. Raises Refused."""
    if not content:
        raise Refused("empty")
    if len(content) > MAX_BYTES:
        raise Refused("too_big")
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"\xff\xd8\xff"):
        if content.count(_SCAN) > MAX_SCANS:
            raise Refused("damaged")
        return _picture(content, "JPEG")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(content, "PNG")
    raise Refused("unknown_kind")


def _picture(content: bytes, kind: str) -> Paper:
    image, operations = _pillow()
    try:
        with _DECODING, image.open(BytesIO(content), formats=(kind,)) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise Refused("too_many_pixels")
            written = _written_anew(opened, kind, operations)
    except Refused:
        raise
    except Exception as error:
        # A decoder that is fed hostile bytes may raise anything; whatever it was, there is no picture.
        raise Refused("damaged") from error
    if len(written) > 2 * MAX_BYTES:
        raise Refused("too_big")
    return Paper(_JPEG if kind == "JPEG" else _PNG, written)


def _written_anew(opened: Any, kind: str, operations: Any) -> bytes:
    """The pixels upright, in colours that every reader knows, and no more of them than a page needs."""
    opened.load()
    operations.exif_transpose(opened, in_place=True)
    if opened.mode.startswith("I"):  # 16 bits of grey: converted as they are, all would be white
        opened = opened.convert("I").point(lambda value: value * (1 / 256))
    mode = _mode(opened, kind)
    picture = opened if opened.mode == mode else opened.convert(mode)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture.info = {}
    out = BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=_QUALITY, exif=b"")
    else:
        picture.save(out, "PNG", compress_level=3, exif=b"")
    return out.getvalue()


def _mode(picture: Any, kind: str) -> str:
    if picture.mode in ("1", "L", "I", "I;16"):
        return "L"
    see_through = picture.mode in ("LA", "PA", "RGBA", "RGBa") or "transparency" in picture.info
    return "RGBA" if kind == "PNG" and see_through else "RGB"


def _pdf(content: bytes) -> Paper:
    if not (_PDF_HEAD.match(content) and _PDF_TAIL.search(content, max(0, len(content) - 2048))):
        raise Refused("damaged")
    if not _OBJECT.search(content):
        raise Refused("damaged")
    for part in (content, *_object_streams(content)):
        if _LOCKED.search(part):
            raise Refused("locked")
        if _ACTS.search(part):
            raise Refused("acts")
    return Paper(_PDF, content)


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Objects that a PDF keeps packed, where an action could hide. Raises Refused where there is more to look into than
    an honest file has."""
    unread, left = len(content) + _MOST_STREAMS * _SLICE, _UNPACKED
    for number, found in enumerate(_OBJECT_STREAM.finditer(content), 1):
        head = _STREAM.search(content, found.end(), found.end() + _HEAD)
        if number > _MOST_STREAMS or unread <= 0:
            raise Refused("too_big")
        if head is None:
            raise Refused("damaged")
        unpacked, read = _unpacked(memoryview(content)[head.end() : head.end() + unread], left)
        unread, left = unread - read, left - len(unpacked)
        if left <= 0:
            raise Refused("too_big")
        yield unpacked


def _unpacked(packed: memoryview, most: int) -> tuple[bytes, int]:
    """Up to `most` bytes of what was packed, as far as it can be read, and how many bytes were read for them."""
    packer, out, read = zlib.decompressobj(), bytearray(), 0
    waiting: bytes | memoryview = b""
    while not packer.eof and len(out) < most and (waiting or read < len(packed)):
        if not waiting:
            waiting = packed[read : read + _SLICE]
            read += len(waiting)
        try:  # in small steps: what an error throws away was unpacked too, and is not counted
            out += packer.decompress(waiting, min(_SLICE, most - len(out)))
        except zlib.error:
            break
        waiting = packer.unconsumed_tail
    return bytes(out), read
