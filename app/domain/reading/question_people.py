"""What a question says of the people who are sought: the certificate's issuer, level and state, how much experience,
from when, which schooling. Readings only of what leaves no doubt, as everywhere in questions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.certificate import CertificateState, Issuer
from app.domain.education import EDUCATION_BY_CODE, EDUCATION_CODES
from app.domain.reading import question_facts as facts
from app.domain.reading import question_words as said
from app.domain.reading.question_asking import Asking
from app.domain.reading.question_facts import Reading
from app.domain.reading.question_tokens import Sentence
from app.domain.worker import EXPERIENCE_BANDS, Availability, band_months


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Phrases parted by commas, the longest first, so that it is the one that is read."""
    return tuple(sorted((tuple(phrase.split()) for phrase in text.split(",")), key=len, reverse=True))


# Everybody in the catalogue is certified, so these words ask; behind the minders they are somebody's work.
ASKING = Asking(
    nouns=_words(
        """bersertifikat bersertifikasi tersertifikasi sertifikat sertifikatnya sertifikasi sertifikasinya certified
        certificate berlisensi lisensi"""
    ),
    minders=_words(
        """petugas staf staff admin administrasi administrator asesor assessor auditor lembaga konsultan manajer manager
        verifikator koordinator pengurus pengurusan pengelola"""
    ),
    phrases=(("tenaga", "kerja"), ("tenaga", "kerjanya")),
    openers=_words("rekrut merekrut mempekerjakan hire wanted"),
    leads=_words(
        """punya pny memiliki mempunyai pemegang pegang sudah telah berstatus status skema terbitan keluaran dikeluarkan
        diterbitkan penerbit oleh asal warga orang tinggal berdomisili"""
    ),
    counts=True,
)

_ISSUERS: Mapping[Issuer, tuple[tuple[str, ...], ...]] = {
    Issuer.BNSP: _phrases("bnsp,badan nasional sertifikasi profesi"),
    Issuer.KEMNAKER: _phrases("kemnaker,kemenaker,kemnakertrans,kementerian ketenagakerjaan,kementerian tenaga kerja"),
    Issuer.BLK: _phrases("blk,balai latihan kerja"),
    Issuer.SKK: _phrases("skk konstruksi,skk"),
}
_OTHER_SKK = "migas"  # "SKK Migas" is an office of its own
_STAFF = _words("instruktur pelatih guru pegawai staf staff kepala petugas asesor")  # of an issuer


def issuers(sentence: Sentence) -> list[Reading]:
    """Who issued the certificate. Their own staff is nothing of the kind: "instruktur BLK"."""
    found = [
        Reading(place, end, (str(issuer),))
        for issuer, phrases in _ISSUERS.items()
        for place, end in _standing(sentence, phrases)
        if sentence.word(place - 1) not in _STAFF and sentence.word(end) != _OTHER_SKK
    ]
    return _marked(sentence, found, "penerbit", _words("lulusan tamatan alumni dari oleh"))


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_HIGHEST_LEVEL = 9
_LEVEL = r"(?:[1-9]|i{1,3}|iv|vi{0,3}|ix)"
_KKNI = re.compile(
    rf"""
    (?P<least>\b(?:minimal|minimum|min\.?|setidaknya|paling\ rendah)\s+)?
    \b(?:kkni|jenjang|level|lvl|kualifikasi)\b\s*(?:kkni|jenjang|level|kualifikasi)?\s*:?\s*
    (?P<first>{_LEVEL})\b
    (?:\s*(?P<joint>-|–|s/d|sd|sampai|hingga|dan|atau|/|,)\s*(?:kkni|jenjang|level)?\s*(?P<last>{_LEVEL})\b)?
    (?P<more>\s*(?:ke\ ?atas|\+))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPANS = {"-", "–", "s/d", "sd", "sampai", "hingga"}  # joints of a range; the others name two


def kkni_levels(sentence: Sentence) -> list[Reading]:
    """Levels of the national qualification framework, those above where it says "minimal"."""
    found = []
    for match in _KKNI.finditer(sentence.plain):
        first, last = (_number(match[name]) for name in ("first", "last"))
        wanted: Iterable[int]
        if match["least"] or match["more"]:
            wanted = range(first, _HIGHEST_LEVEL + 1)
        elif last and match["joint"].lower() in _SPANS:
            wanted = range(first, last + 1)
        else:
            wanted = sorted({first, last} - {0})
        found.append(Reading(*sentence.within(match.span()), tuple(map(str, wanted))))
    return _marked(sentence, [one for one in found if one.values], "jenjang")


def _number(text: str | None) -> int:
    """A level in either kind of digits; nothing is 0."""
    return _ROMAN.get((text or "").lower()) or int(text or 0)


_VALID = (str(CertificateState.VERIFIED), str(CertificateState.EXPIRING))  # both hold today
_STATES: tuple[tuple[tuple[tuple[str, ...], ...], tuple[str, ...]], ...] = (
    (_phrases("segera berakhir,hampir berakhir,akan berakhir,hampir habis"), (str(CertificateState.EXPIRING),)),
    (
        _phrases("tidak berlaku,tidak berlaku lagi,sudah tidak berlaku,tidak aktif,sudah mati,habis masa berlaku"),
        (str(CertificateState.EXPIRED),),
    ),
    (
        _phrases(
            """belum kedaluwarsa,belum kadaluarsa,belum kadaluwarsa,belum expired,tidak kedaluwarsa,tidak kadaluarsa,
            masih berlaku,masih aktif,masih hidup,masih valid,sertifikat aktif,sertifikat valid,berlaku,terverifikasi,
            diverifikasi,verified"""
        ),
        _VALID,
    ),
    (_phrases("kedaluwarsa,kadaluarsa,kadaluwarsa,kedaluarsa,expired"), (str(CertificateState.EXPIRED),)),
)


def states(sentence: Sentence) -> list[Reading]:
    """Whether the certificate holds today. Who says "berlaku" takes one that ends soon, too."""
    found = []
    for phrases, values in _STATES:
        for place, end in _standing(sentence, phrases):
            if sentence.word(place - 1) not in said.NOT:
                found.append(Reading(place, end, values))
                sentence.mark(place, end, "status")
    return sorted(found, key=lambda one: one.start)


_NOW = (str(Availability.NOW),)
_SOON = (str(Availability.NOW), str(Availability.SOON))  # who is free now is free within thirty days
_FREE = _phrases(
    """siap kerja,siap bekerja,siap langsung kerja,siap langsung bekerja,langsung kerja,bisa langsung kerja,
    bisa langsung bekerja,bisa kerja sekarang,bisa mulai sekarang,siap mulai,siap ditempatkan,siap sekarang,tersedia,
    tersedia sekarang,available,available now,ready kerja,ready to work,standby"""
)
_WITHIN = _phrases(
    "dalam 30 hari,30 hari,dalam sebulan,sebulan,dalam 1 bulan,1 bulan,dalam satu bulan,satu bulan,bulan depan"
)


def availability(sentence: Sentence) -> list[Reading]:
    """From when somebody is free to work."""
    found = []
    for place, end in _standing(sentence, _FREE):
        if sentence.word(place - 1) in said.NOT:
            continue
        late = next((len(phrase) for phrase in _WITHIN if sentence.has(end, phrase)), 0)
        found.append(Reading(place, end + late, _SOON if late else _NOW))
    return _marked(sentence, found, "tersedia")


_YEARS = rf"(?P<low>\d{{1,2}}|{'|'.join(said.NUMBERS)})"
_MOST = r"maksimal|maksimum|maks\.?|paling\ lama|kurang\ dari|di\ ?bawah|<=?"
_EXPERIENCE = re.compile(
    rf"""
    (?:\b(?P<cue>(?:ber)?pengalaman(?:nya)?|experienced?)\b\s*:?\s*)?(?:\b(?:kerja|bekerja|selama)\b\s*)*
    (?P<bound>\b(?:minimal|minimum|min\.?|setidaknya|paling\ sedikit|sekitar|lebih\ dari|di\ ?atas|{_MOST})\s*
        |[<>≥]=?\s*)?
    \b{_YEARS}\s*\+?\s*(?:(?:-|–|sampai|s/d|hingga)\s*(?P<high>\d{{1,2}})\s*)?\+?\s*(?:tahun|thn|th|years?|yrs?)\b
    (?P<more>\s*(?:lebih|ke\ ?atas|\+))?
    (?P<behind>\s*(?:of\s*)?\b(?:kerja\s*)?(?:(?:ber)?pengalaman(?:nya)?|experience)\b(?:\s*(?:kerja|bekerja)\b)?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FRESH = _phrases(
    """tanpa pengalaman,belum berpengalaman,belum ada pengalaman,belum punya pengalaman,non pengalaman,pemula,
    fresh graduate"""
)
_SOME = _phrases("berpengalaman,pengalaman kerja,pengalaman,experienced")
_GOES_ON = _phrases("sebagai,sbg,bidang,di bidang,dalam bidang,pada bidang")  # behind it, on to the job
_LASTING = 3  # years that "berpengalaman" alone stands for: the lowest band also holds those who have none


def experience(sentence: Sentence) -> list[Reading]:
    """How many years: every band that holds somebody who has them."""
    found = []
    for match in _EXPERIENCE.finditer(sentence.plain):
        if match["cue"] or match["behind"]:
            found.append(Reading(*sentence.within(match.span()), _bands(match)))
    found = _marked(sentence, found, "pengalaman", behind=_GOES_ON)
    for phrases, values in ((_FRESH, EXPERIENCE_BANDS[:1]), (_SOME, _between(_LASTING, None))):
        more = [Reading(place, end, values) for place, end in _standing(sentence, phrases)]
        found += _marked(sentence, more, "pengalaman", behind=_GOES_ON)
    return found


def _bands(match: re.Match[str]) -> tuple[str, ...]:
    low = int(match["low"]) if match["low"].isdigit() else said.NUMBERS.index(match["low"].lower()) + 1
    bound = " ".join((match["bound"] or "").lower().split())
    if match["high"]:
        return _between(low, int(match["high"]))
    if bound and re.fullmatch(_MOST, bound, re.VERBOSE):
        return _between(0, low - (bound in {"kurang dari", "di bawah", "dibawah", "<"}))
    return _between(low + (bound in {"lebih dari", "di atas", "diatas", ">"}), None)


def _between(low: int, high: int | None) -> tuple[str, ...]:
    """The bands that hold somebody with so many full years."""

    def holds(band: str) -> bool:
        first, last = band_months(band)
        return (last is None or last // 12 >= low) and (high is None or first // 12 <= high)

    return tuple(band for band in EXPERIENCE_BANDS if holds(band))


_LEAST = _words("minimal minimum min setidaknya")


def schooling(sentence: Sentence) -> list[Reading]:
    """Levels of schooling somebody has; higher ones too where it says "minimal SMA"."""
    return [
        Reading(one.start - 1, one.end, _from(one.values)) if sentence.word(one.start - 1) in _LEAST else one
        for one in facts.levels(sentence)
    ]


def _from(codes: Iterable[str]) -> tuple[str, ...]:
    """The levels from the lowest of these on."""
    lowest = min(EDUCATION_BY_CODE[code].rank for code in codes)
    return tuple(code for code in EDUCATION_CODES if EDUCATION_BY_CODE[code].rank >= lowest)


def _standing(sentence: Sentence, phrases: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where one of the phrases stands free, as ranges of tokens."""
    end = 0
    for place in range(len(sentence.tokens)):
        for phrase in phrases if place >= end else ():
            if sentence.has(place, phrase):
                end = place + len(phrase)
                yield place, end
                break


def _marked(
    sentence: Sentence,
    found: Iterable[Reading],
    role: str,
    cues: frozenset[str] = frozenset(),
    behind: Sequence[tuple[str, ...]] = (),
) -> list[Reading]:
    """The readings whose words are free yet, in their order; marked with the cues in front of them and behind."""
    kept = []
    for one in sorted(found, key=lambda reading: reading.start):
        if all(token.free for token in sentence.tokens[one.start : one.end]):
            start, end = one.start, one.end
            while sentence.word(start - 1) in cues and sentence.tokens[start - 1].free:
                start -= 1
            end += next((len(phrase) for phrase in behind if sentence.has(end, phrase)), 0)
            sentence.mark(start, end, role)
            kept.append(one)
    return kept
