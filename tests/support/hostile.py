"""Files as people and as enemies upload them, made on the spot: nothing here comes from anywhere.

`good()` are whole papers, `hostile()` are broken, lying, oversized or acting ones, each under a name. A file of the
second kind may be refused or, where the harm is gone from what is kept, taken: what it may not do is break anything.
"""

import random
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from PIL import Image, PngImagePlugin

SECRET = b"Rahasia-koordinat-rumah"  # stands in what must not be kept


def pdf(objects: bytes = b"", *, trailer: bytes = b"", tail: bytes = b"") -> bytes:
    """One page with a line of text."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length 44 >>\nstream\nBT /F1 24 Tf 72 720 Td (Nomor Induk Berusaha) Tj ET\nendstream",
    ]
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    out += objects
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size 5 /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)
    return bytes(out) + tail


def jpeg(size: tuple[int, int] = (60, 40), *, exif: bool = False, **options: object) -> bytes:
    picture = Image.effect_noise(size, 60).convert("RGB")
    out = BytesIO()
    if exif:
        data = Image.Exif()
        data[0x0112], data[0x010E] = 6, SECRET.decode()
        data.get_ifd(0x8825)[2] = (2.0, 21.0, 30.0)
        options |= {"exif": data, "icc_profile": b"\0" * 200 + SECRET, "comment": SECRET}
    picture.save(out, "JPEG", **options)
    return out.getvalue()


def png(size: tuple[int, int] = (60, 40), mode: str = "RGB", *, chunks: bool = False) -> bytes:
    picture = Image.effect_noise(size, 60).convert("L").convert(mode)
    out = BytesIO()
    info = PngImagePlugin.PngInfo()
    if chunks:
        info.add_text("Location", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        picture.info["icc_profile"] = b"\0" * 200 + SECRET
    picture.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A small PNG whose text unpacks to 100 MB."""
    bomb = b"Comment\0\0" + zlib.compress(b"A" * 100_000_000, 9)
    whole = png()
    return whole[:33] + _chunk(b"zTXt", bomb) + whole[33:]


def scan_bomb(scans: int = 400) -> bytes:
    """A progressive JPEG that repeats its last scan."""
    whole = jpeg((64, 64), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * scans + whole[-2:]


def object_stream(inner: bytes, name: bytes = b"/ObjStm") -> bytes:
    packed = zlib.compress(inner)
    return (
        b"9 0 obj\n<< /Type %s /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\r\n%s\nendstream\nendobj\n"
        % (name, len(packed), packed)
    )


def tiring() -> dict[str, tuple[bytes, str]]:
    """PDFs that cost more to look into than an honest one, with what becomes of them."""
    nearly = 5 * 2**20 - 3_000
    broken = zlib.compress(b"1" * 8_000_000)[:-20] + b"\xff" * 50
    return {
        "aliran palsu": (pdf((b"/ObjStm stream\n" + b"x" * 500) * 8_000), "too_big"),
        "blok kosong": (pdf(b"/ObjStm " * 190 + b"stream\n\x78\x01" + b"\0\0\0\xff\xff" * 900_000), "too_big"),
        "aliran rusak": (pdf(b"/ObjStm " * 190 + b"stream\n" + broken), "too_big"),
        "nama tersandi": (pdf(object_stream(b"#41" * 2_700_000)), ""),
        "bom nama tersandi": (pdf(object_stream(b"#41" * 5_300_000)), "too_big"),
        "garis miring": (pdf(b"7 0 obj\n" + b"/#" * (nearly // 2) + b"\nendobj\n"), ""),
    }


def good() -> dict[str, bytes]:
    return {
        "surat.pdf": pdf(), "surat-bertanda-tangan.pdf": pdf(b"8 0 obj\n<< /Type /Sig >>\nendobj\n"),
        "paket.pdf": pdf(object_stream(b"11 0 << /Type /Font >>")), "akhir.pdf": pdf(tail=b"\r\n\0\0"),
        "foto.jpg": jpeg(), "foto-hp.jpg": jpeg((120, 80), exif=True), "berurutan.jpg": jpeg(progressive=True),
        "pindai.png": png(), "abu.png": png(mode="L"), "palet.png": png(mode="P"), "tembus.png": png(mode="RGBA"),
        "bit.png": png(mode="1"), "bertulisan.png": png(chunks=True),
    }  # fmt: skip


@cache
def refused() -> dict[str, tuple[bytes, str]]:
    """Files that must not be kept, with the problem that is named."""
    return {
        "kosong": (b"", "empty"), "besar": (b"%PDF-1.7\n" + b"0" * 5_300_000, "too_big"),
        "teks": (b"Bukan berkas apa pun", "unknown_kind"),
        "laman": (b"<html><script>alert(1)</script>", "unknown_kind"),
        "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "unknown_kind"),
        "gif": (b"GIF89a" + b"\0" * 40, "unknown_kind"), "zip": (b"PK\x03\x04" + b"\0" * 40, "unknown_kind"),
        "elf": (b"\x7fELF" + b"\0" * 40, "unknown_kind"), "pdf sesudah sampah": (b"\n\n" + pdf(), "unknown_kind"),
        "laman lalu pdf": (b"<script>alert(1)</script>" + pdf(), "unknown_kind"),
        "kepala saja": (b"%PDF-1.7\n%%EOF\n", "damaged"), "pdf terpotong": (pdf()[:-30], "damaged"),
        "pdf lalu zip": (pdf(tail=b"PK\x05\x06" + b"\0" * 18), "damaged"),
        "pdf lalu laman": (pdf(tail=b"<script>alert(1)</script>"), "damaged"),
        "javascript": (pdf(b"7 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"), "acts"),
        "javascript tersamar": (pdf(b"7 0 obj\n<< /S /J#61vaScript >>\nendobj\n"), "acts"),
        "javascript terbungkus": (pdf(object_stream(b"11 0 << /S /JavaScript /JS (x) >>")), "acts"),
        "nama aliran tersandi": (pdf(object_stream(b"11 0 << /S /Launch >>", b"/Obj#53tm")), "acts"),
        "aliran tanpa isi": (pdf(b"9 0 obj\n<< /Type /ObjStm >>\nendobj\n" + b" " * 5_000), "damaged"),
        "luncurkan": (pdf(b"7 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n"), "acts"),
        "lampiran": (pdf(b"7 0 obj\n<< /Names << /EmbeddedFiles 8 0 R >> >>\nendobj\n"), "acts"),
        "formulir xfa": (pdf(b"7 0 obj\n<< /XFA [(a) 8 0 R] >>\nendobj\n"), "acts"),
        "terkunci": (pdf(trailer=b"/Encrypt 6 0 R "), "locked"),
        "bom aliran": (pdf(b"".join(object_stream(b"A" * 9_000_000) for _ in range(3))), "too_big"),
        "jpeg kosong": (b"\xff\xd8\xff\xe0", "damaged"), "jpeg terpotong": (jpeg()[:200], "damaged"),
        "jpeg bernama png": (b"\x89PNG\r\n\x1a\n" + jpeg(), "damaged"), "bom pindai": (scan_bomb(), "damaged"),
        "png terpotong": (png()[:100], "damaged"), "png raksasa": (png_of_size(30_000, 30_000), "too_many_pixels"),
        "png mustahil": (png_of_size(2**31 - 1, 2**31 - 1), "too_many_pixels"),
        "png nol": (png_of_size(0, 0), "damaged"),
        "bom teks": (text_bomb(), "damaged"),
    }  # fmt: skip


def mutants(number: int, seed: int = 20261125) -> Iterator[tuple[str, bytes]]:
    """Whole papers with bytes turned over, cut out, doubled or put at the wrong place."""
    dice = random.Random(seed)
    whole = sorted(good().items())
    for count in range(number):
        name, content = whole[count % len(whole)]
        yield f"{count}-{name}", _mutated(bytearray(content), dice)


def _mutated(content: bytearray, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 12)):
        place = dice.randrange(max(1, len(content)))
        length = dice.randint(1, 40)
        kind = dice.randrange(4)
        if kind == 0 and content:
            content[place] = dice.randrange(256)
        elif kind == 1:
            del content[place : place + length]
        elif kind == 2:
            content[place:place] = content[place : place + length]
        else:
            content[place:place] = dice.randbytes(length)
    return bytes(content)


NAMES = (
    "../../etc/passwd", "..\\..\\windows\\system32\\cmd.exe", "/etc/shadow.pdf", "a\0b.pdf", "x" * 400 + ".pdf", "",
    ".", "..",
    ".htaccess", "CON", "a\r\nSet-Cookie: x=1.pdf", 'a"; filename="b.html', "\u202efdp.exe",
    "<script>alert(1)</script>.png",
    "surat nib.pdf.exe", "ünïcödé 日本.jpg", "%2e%2e%2fpasswd", "a\tb\nc.pdf",
)  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
