"""Names of places that the register of regions does not hold, as data.

The register is the Kemendagri code list. People, job boards and maps also use short names, old names, names of towns
that are no region, English names and names of areas that span several regions.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Folded name: region codes. A name of several regions stands for each of them.
ALIASES: dict[str, tuple[str, ...]] = {
    # provinces
    "jakarta": ("31",),
    "jakarta raya": ("31",),
    "dki": ("31",),
    "dki jakarta": ("31",),
    "dk jakarta": ("31",),
    "daerah khusus jakarta": ("31",),
    "greater jakarta": ("31",),
    "diy": ("34",),
    "di yogyakarta": ("34",),
    "d i yogyakarta": ("34",),
    "diy yogyakarta": ("34",),
    "jogja": ("34",),
    "yogya": ("34",),
    "jogjakarta": ("34",),
    "special region of yogyakarta": ("34",),
    "bangka belitung": ("19",),
    "babel": ("19",),
    "kepri": ("21",),
    "sumut": ("12",),
    "sumbar": ("13",),
    "sumsel": ("16",),
    "jabar": ("32",),
    "jateng": ("33",),
    "jatim": ("35",),
    "ntb": ("52",),
    "ntt": ("53",),
    "kalbar": ("61",),
    "kalteng": ("62",),
    "kalsel": ("63",),
    "kaltim": ("64",),
    "kaltara": ("65",),
    "sulut": ("71",),
    "sulteng": ("72",),
    "sulsel": ("73",),
    "sultra": ("74",),
    "sulbar": ("76",),
    "malut": ("82",),
    "nanggroe aceh darussalam": ("11",),
    "north sumatra": ("12",),
    "north sumatera": ("12",),
    "west sumatra": ("13",),
    "west sumatera": ("13",),
    "south sumatra": ("16",),
    "south sumatera": ("16",),
    "sumatra utara": ("12",),
    "sumatra barat": ("13",),
    "sumatra selatan": ("16",),
    "riau islands": ("21",),
    "west java": ("32",),
    "central java": ("33",),
    "east java": ("35",),
    "west nusa tenggara": ("52",),
    "east nusa tenggara": ("53",),
    "west kalimantan": ("61",),
    "central kalimantan": ("62",),
    "south kalimantan": ("63",),
    "east kalimantan": ("64",),
    "north kalimantan": ("65",),
    "north sulawesi": ("71",),
    "central sulawesi": ("72",),
    "south sulawesi": ("73",),
    "southeast sulawesi": ("74",),
    "west sulawesi": ("76",),
    "north maluku": ("82",),
    "west papua": ("92",),
    # cities of Jakarta
    "central jakarta": ("31.71",),
    "north jakarta": ("31.72",),
    "west jakarta": ("31.73",),
    "south jakarta": ("31.74",),
    "east jakarta": ("31.75",),
    "jakpus": ("31.71",),
    "jakut": ("31.72",),
    "jakbar": ("31.73",),
    "jaksel": ("31.74",),
    "jaktim": ("31.75",),
    # towns, parts of towns and common short names
    "solo": ("33.72",),
    "bsd": ("36.74",),
    "bsd city": ("36.74",),
    "tangsel": ("36.74",),
    "south tangerang": ("36.74",),
    "bintaro": ("36.74", "31.74"),
    "alam sutera": ("36.74", "36.71"),
    "gading serpong": ("36.03",),
    "sanur": ("51.71.01",),
    "seminyak": ("51.03.01",),
    "legian": ("51.03.01",),
    "canggu": ("51.03.06",),
    "jimbaran": ("51.03.05",),
    "nusa dua": ("51.03.05",),
    "ujung pandang": ("73.71",),
    "siantar": ("12.72",),
    "sampit": ("62.02",),
    "pangkalan bun": ("62.01",),
    "muara teweh": ("62.05",),
    "buntok": ("62.04",),
    "kuala kapuas": ("62.03",),
    "puruk cahu": ("62.12",),
    "kota baru pulau laut": ("63.02",),
    "sendawar": ("64.07",),
    "sumbawa besar": ("52.04",),
    "maumere": ("53.07",),
    "labuan bajo": ("53.15",),
    "timika": ("94.04",),
    "padang sidempuan": ("12.77",),
    "mamuju utara": ("76.01",),
    # areas of several regions
    "jabodetabek": ("31", "32.01", "32.71", "32.76", "36.03", "36.71", "36.74", "32.16", "32.75"),
    "jabotabek": ("31", "32.01", "32.71", "36.03", "36.71", "36.74", "32.16", "32.75"),
    "bodetabek": ("32.01", "32.71", "32.76", "36.03", "36.71", "36.74", "32.16", "32.75"),
    "bandung raya": ("32.73", "32.04", "32.17", "32.77"),
    "solo raya": ("33.72", "33.09", "33.10", "33.11", "33.12", "33.13", "33.14"),
    "malang raya": ("35.73", "35.07", "35.79"),
    "banjarbakula": ("63.71", "63.72", "63.03", "63.04", "63.01"),
    "hulu sungai": ("63.06", "63.07", "63.08"),
    "lombok": ("52.01", "52.02", "52.03", "52.08", "52.71"),
    "halmahera": ("82.01", "82.02", "82.03", "82.04", "82.06"),
    "kalimantan": ("61", "62", "63", "64", "65"),
}

# Short forms of chat and newspaper lines. Too loose for a posting's own place, right for a
# query typed in a hurry.
CHAT_ALIASES: dict[str, tuple[str, ...]] = {
    "bjm": ("63.71",),
    "bjb": ("63.72",),
    "bpn": ("64.71",),
    "bpp": ("64.71",),
    "smd": ("64.72",),
    "bdg": ("32.73",),
    "sby": ("35.78",),
    "jkt": ("31",),
    "bks": ("32.75",),
    "tng": ("36.71",),
    "smg": ("33.74",),
    "jog": ("34",),
    "yk": ("34",),
    "hst": ("63.07",),
    "hss": ("63.06",),
    "hsu": ("63.08",),
    "tanbu": ("63.10",),
    "tala": ("63.01",),
    "batola": ("63.04",),
    "kukar": ("64.02",),
    "kutim": ("64.08",),
    "kubar": ("64.07",),
    "ppu": ("64.09",),
    "kotim": ("62.02",),
    "kobar": ("62.01",),
    "dps": ("51.71",),
    "mdn": ("12.71",),
    "mks": ("73.71",),
    "plg": ("16.71",),
    "pku": ("14.71",),
    "pnk": ("61.71",),
}

# Words that part a district from its neighbours of the same name ("Cikarang Utara", "Cikarang Pusat").
COMPASS = _words(
    "utara selatan barat timur tengah pusat kota kulon wetan kidul lor hulu hilir ilir ulu dalam luar kabupaten"
)

# Names that are also ordinary words, persons or goods: a title must set them apart ("area Batu", "Admin - Palu") to
# mean the place.
ORDINARY_WORDS = _words(
    """agam alor asahan babel batang batu batubara belu bone bungo buru dairi diy ende karo kaur landak lebak lingga
    malaka metro mitra muna palu pati puncak siak sigi"""
)

# In a question, which is shorter than a title, these too need "di" or a segment of their own: they are also names,
# words or initials.
LOOSE_IN_QUESTIONS = _words(
    """solo kota banjar serang tegal timor lahat maros bpn plg tala mks tng smg pku ppu yk jog dps smd dki bsd toba
    sikka bangli subang sumba natuna nias morowali manggarai"""
)

# Quarters called like a regency elsewhere: in a posting of this region the name means the quarter.
QUARTERS = {"kuningan": "31"}

# Goods, and quarters of big cities, before they are regions: in a question these want "kab" or "kota".
NEVER_BARE = frozenset(("batubara", *QUARTERS))

# Towns that the register knows as districts only: read in the questions of their own province, where their bare names
# are nothing else. Elsewhere the word itself finds more than the regency would.
TOWNS = _words(
    """amuntai martapura barabai kandangan pelaihari marabahan batulicin kelua astambul murungpudak takisung lokpaikat
    loksado sangatta tenggarong tanahgrogot tanjungredeb ungaran purwokerto cikarang cibinong kotabumi baturaja
    sentani"""
)

# What comes before a place's name when dishes, languages, goods and institutions are named after it.
NAMED_AFTER_PLACES = _words(
    """berbahasa masakan makan makanan nasi mie mi kopi martabak soto sate satay bakso resto restoran restaurant rm
    bahasa bank bpd universitas univ ayam bebek kue batik pempek pt cv koperasi sop gudeg rendang chef cook"""
)

# The same in questions: brands, institutions, tunes and dances.
NAMED_AFTER_IN_QUESTIONS = _words(
    """semen rs rsud rsia rsu sma smk smp sd sman smkn smpn uin iain stie politeknik poltek tari penari batik
    baju pijat jamu pulau sungai gunung pelabuhan bandara stasiun tol jalan jl goreng persib persebaya radio tv koran
    harian"""
)

# Streets and quarters that begin with a place's name and lie elsewhere.
MISLEADING = frozenset(("medan merdeka", "lebak bulus", "papua nugini", "batu bara", "bali united"))
