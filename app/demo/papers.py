"""Papers of the tour's companies: a page that says it is none."""

from app.domain.employer import DocumentKind

_NAMES = {DocumentKind.NIB: "Nomor Induk Berusaha (NIB)", DocumentKind.NPWP: "Nomor Pokok Wajib Pajak (NPWP)"}
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"


def demo_paper(kind: DocumentKind, company: str, number: str) -> bytes:
    """A PDF of one page in place of the company's paper of this kind."""
    lines = ("CONTOH, BUKAN SURAT RESMI", _NAMES[kind], company, number)
    words = b" T* ".join(f"({_plain(line)}) Tj".encode("latin-1", "replace") for line in lines)
    drawn = b"BT /F 18 Tf 28 TL 72 720 Td %s ET" % words
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        _FONT,
    )


def _plain(line: str) -> str:
    """What stands for itself in a text of a PDF."""
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf(*objects: bytes) -> bytes:
    """The file of these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, end))
