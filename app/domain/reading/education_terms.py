"""How postings write education levels: forms, and the words around them that tell a demand from a mention."""

import re

ROMAN = {"II": "2", "III": "3", "IV": "4", "SATU": "1", "DUA": "2", "TIGA": "3", "EMPAT": "4"}

# Form in lower case: the levels it names. "diploma" is settled by the reader.
LEVELS = {
    "sd": ("sd",), "sekolah dasar": ("sd",), "smp": ("smp",), "sltp": ("smp",), "sekolah menengah pertama": ("smp",),
    "mts": ("smp",), "tsanawiyah": ("smp",),
    "sma": ("sma",), "smu": ("sma",), "sekolah menengah atas": ("sma",), "smk": ("smk",), "stm": ("smk",),
    "smea": ("smk",), "smkk": ("smk",), "sekolah menengah kejuruan": ("smk",), "slta": ("sma", "smk"),
    "smta": ("sma", "smk"), "sma/k": ("sma", "smk"), "smk/a": ("sma", "smk"), "ma": ("ma",), "man": ("ma",),
    "aliyah": ("ma",), "diploma": ("diploma",), "sarjana terapan": ("d4",), "sarjana": ("s1",), "bachelor": ("s1",),
    "pascasarjana": ("s2",), "pasca sarjana": ("s2",), "pasca-sarjana": ("s2",), "magister": ("s2",),
    "doktoral": ("s3",),
}  # fmt: skip

# Every form. Capitals may be glued to a word ("tahunSLTA/DIII", "SMKMempunyai"): boards lose line breaks.
FORM = re.compile(
    r"""
    (?=[SsDdPpMmBbAaTt])(?:
    \b(?P<words>(?i:sekolah\ dasar|sekolah\ menengah\ (?:pertama|atas|kejuruan)|aliyah|tsanawiyah|sma\ ?/\ ?k
        |smk\ ?/\ ?a|sarjana\ terapan|pasca[\ -]?sarjana|sarjana|bachelor|magister|doktoral))(?![a-z])
    | \b(?i:diploma|strata)[\ (-]{0,2}(?P<number>(?i:[1-4]|i{2,3}|iv|satu|dua|tiga|empat))(?!\w)
    | (?P<diploma>\b(?i:diploma)(?![a-z]))
    | \b(?i:paket)\ (?P<paket>[ABC])(?![\w&])
    | (?<![A-Z0-9])(?P<capitals>SMKK|SMK|SMA|SMU|SMP|SMEA|STM|SLTA|SLTP|SMTA|SD|MT[Ss]|MAN|MA)
        (?![a-z0-9]|[A-Z](?![a-z]))
    | (?<![A-Z0-9])(?P<degree>[SD][1-4]|D(?:I{2,3}|IV))(?![a-z0-9]|[A-Z](?![a-z]))
    | \b(?P<small>smk|sma|smu|smp|slta|sltp|sd|stm|Sma|Smk|Smp|Smu|Slta)\b
    | (?<![Ss][./])\b(?P<apart>[SD][ .-]{1,2}(?:[1-4]|I{2,3}|IV)|[sd]-?[1-4])(?!\w|\.\d)
    )
    """,
    re.VERBOSE,
)

# A line without one of these names no level. Begins with one character class: most of a text is passed over fast.
QUICK = re.compile(
    r"[SsDdPpMmBbAaTt](?:"
    r"(?<=[Ss])(?:[Mm][AaPpKkUuEeTt]|TM|tm\b|[Ll][Tt]|[Dd]\b|-?[1-3]|arjana|ARJANA|trata|TRATA"
    r"|ekolah [MmDd]|EKOLAH [MD])"
    r"|(?<=[Dd])(?:-?[1-4]|iploma|IPLOMA|oktoral)|(?<=D)I|(?<=[SD])[ .-]{1,2}[1-4I]"
    r"|(?<=[Pp])(?:asca|ASCA|aket [ABC]|AKET [ABC])|(?<=[Mm])(?:agister|AGISTER|T[sS](?![a-z]))"
    r"|(?<=[Tt])(?:sanawiyah|SANAWIYAH)|(?<=[Bb])(?:achelor|ACHELOR)|(?<=[Aa])(?:liyah|LIYAH))"
)

# Behind one of these a short form is a level.
CUE = re.compile(
    r"lulus|pendidikan|\bpend\b|\bmin(?:imal|imum|im)?\b|ija[zs]ah|tamat|jenjang\s*:|gelar|kualifikasi|setara|education"
    r"|graduate|jurusan|pendidikan terakhir",
    re.IGNORECASE,
)
DEMANDED_AT_ONCE = re.compile(r"(?:lulusan|tamatan|ija[zs]ah|minimal|min\.?|pendidikan)\s*:?\s*$", re.IGNORECASE)

# Behind one of these a school level is what somebody teaches, sells to or attends.
PUPILS = re.compile(
    r"\bguru\b|tutor|pengajar|mengajar|\bajar\b|\bsiswa|murid|\banak\b|bimbel|bimbingan|\bles\b|privat|teacher|pelajaran"
    r"|kurikulum|\bdosen\b|tingkat|sekolah-sekolah|kepala|kunjung|pengawas|jaringan sekolah|\bbuku\b|\bkelas\b"
    r"|jenjang(?!\s*:)|peserta didik|soal\b|menaungi|yayasan|\bunit\b|\bTK\b",
    re.IGNORECASE,
)
SCHOOL_NAME = re.compile(
    r"\s+(?:n\s?\d|negeri|swasta|islam|kristen|katolik|muhammadiyah|al[- ]|pgri|it\b|terpadu|plus\b|tarakanita|santa\b"
    r"|\d+\b|nasional|internasional|bpk\b|kanisius|labschool|bina\b)",
    re.IGNORECASE,
)
# In front of a letter and a digit: an address, a model, a licence.
NUMBERED = re.compile(
    r"\b(?:galaxy|tipe|type|seri|series|lantai|lt|blok|block|gedung|ruko|kav|kavling|no|nomor|kelas|sim|unit|park|jalan|jl"
    r"|office|technopark|tower|rt|rw|grade|shift|vitamin)\W*$",
    re.IGNORECASE,
)
# Between two levels of one list.
JOINT = re.compile(
    r"(?:[\s/,&()+.:|•-]|–|—|\b(?:atau|dan|and|or|hingga|sampai|sederajat|setara|maupun)\b|s/d|s\.d\.?|sd\.?\b){1,8}",
    re.IGNORECASE,
)
RANGE = re.compile(r"-|–|—|hingga|sampai|s/d|s\.d|sd", re.IGNORECASE)
BEHIND = re.compile(r"\W{0,3}(?:sederajat|setara|se?gala jurusan|semua jurusan)", re.IGNORECASE)

SCHOOLS = frozenset(("sd", "smp", "paket-a", "paket-b", "paket-c"))
WEAK = SCHOOLS | {"d1", "d2"}  # codes whose forms mean other things too
JOINED_ONLY = frozenset(("MA", "MAN"))  # forms that only a list of levels makes clear
TAUGHT = frozenset(("sd", "smp", "sma", "smk", "ma", "paket-a", "paket-b", "paket-c"))
D_LEVELS = ("d1", "d2", "d3", "d4")
