"""The words with which people ask for work, as data: Indonesian, chat spellings, Banjar, English.

A word stands here only if it can be said without meaning any job. Where it can also be part of one ("kerja sama",
"bagian umum") the sets below say where it must stand to count as asking; `question.py` keeps to that.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Name the thing that is asked for: dropped wherever they stand.
NOUNS = _words(
    """loker lokeran lowker loqer lowongan lowongannya lowngan lwongan lowonga lowogan lokerr kerjaan kerjaannya krjaan
    pekerjaannya gawian gawean pegawian oprec lowongankerja infoloker lokerinfo"""
)
# The same, where asking words or nothing at all stand before them.
WORK = _words(
    "kerja krja krj bekerja pekerjaan pekerjaaan karir karier job jobs vacancy vacancies begawi bagawi gawi manggawi"
)
ENGLISH_WORK = _words("job jobs vacancy vacancies karir karier")  # behind asking words, or with nothing behind them
# ... unless one of these follows: then they are the name of something.
WORK_GOES_ON = _words(
    """sama praktek praktik lapangan bakti nyata umum sosial tim fair order desk coach costing analyst analysis
    placement shadow consultant counselor counsellor creator evaluation"""
)
# Verbs, persons and little words of asking: dropped where nothing but asking stands before them.
OPENERS = _words(
    """butuh btuh bth membutuhkan dibutuhkan dbutuhkan butuhkan memerlukan diperlukan perlu cari cariin carikan nyari
    mencari dicari dicarikan mau mw ingin pengen pengin pgn pingin pngen kepingin kepengen handak hndak hendak
    minta mohon tolong tlg saya sy aku ak gw gue gua ane kami kita ulun unda ada
    adakah apakah apa apaan mana dimana dmn dimanakah kapan bagaimana gimana gmn punya tau tahu boleh bisa bs dapat
    dpt daftar lamar melamar ngelamar lagi sedang masih seputar tentang tanya nanya halo hallo hai hi hello
    assalamualaikum assalamu alaikum askum permisi maaf punten need looking seeking want apply urgent urgently hiring
    segera secepatnya secepat infonya infokan nyambi please pls plis any"""
)
# In front of a word for work: both ask, wherever they stand.
WISHES = _words("cari nyari mencari mau ingin pengen pengin pgn handak hndak butuh btuh siap bisa minat")
BECOMING = _words("jadi menjadi")
NOT = _words("tidak tdk tak belum blm bukan tanpa non ga gak nggak")  # turn what follows into its opposite
# People spoken to. Dropped at either end.
SPOKEN_TO = _words("min mimin kak kaka kakak gan agan sis guys gaes gais")
# Only at the beginning: at the end they may be a thing ("toko mas").
SPOKEN_TO_FIRST = _words("bro pak bu bapak ibu bpk mas mba mbak bang bos boss om tante teman kawan ding cil acil julak")
# Particles: dropped at the end, one after the other.
CLOSERS = _words(
    """ya yaa yaaa yah y yg yang kah kan dong donk dung deh sih nih lah lh loh lho kok gak nggak ngga tidak
    ndak kada kadakah apa saja aja aj sajalah please pls plis tolong terimakasih makasih mksh thanks thx trims tq
    suwun dulu sekarang skrg skg sekalian disini sini situ disana terdekat dekat dekatsini gitu kira segera
    secepatnya urgent lagi ada adakah mana dimana dmn dibuka tersedia untuk utk buat di ke dari dan atau dengan"""
)
# "GA" is also General Affairs: a particle only where the text asks whether there is something, and not behind these.
NO = _words("ga gk")
WHETHER = _words("ada adakah apa apakah bisa boleh punya masih")
OFFICES = _words("hr hrd hrga staff staf manager spv supervisor dan and general")
# When and how: dropped wherever they stand.
ANYWHERE = _words("terbaru terupdate terkini terdekat skrg sekarang infoloker")
PHRASES = (
    ("hari", "ini"), ("minggu", "ini"), ("bulan", "ini"), ("tahun", "ini"), ("saat", "ini"), ("dekat", "sini"),
    ("sekitar", "sini"), ("daerah", "sini"),
    ("dekat", "rumah"), ("deket", "rumah"), ("terima", "kasih"), ("selamat", "pagi"), ("selamat", "siang"),
    ("selamat", "sore"), ("open", "recruitment"), ("open", "rekrutmen"), ("open", "recruitmen"), ("now", "hiring"),
    ("pencari", "kerja"), ("pencari", "kerjaan"),
    ("apa", "saja"), ("apa", "aja"), ("ga", "ya"), ("gak", "ya"), ("work", "as"), ("working", "as"),
)  # fmt: skip
HEADS = _words("orang org tenaga personel personil pekerja karyawan")  # behind the number of people who are wanted
INFO = _words("info informasi inpo update kabar")  # asking in front of an asking word only
# Lead from the asking to the job: dropped right behind an asking word only.
LEADS = _words(
    """jadi jd menjadi sebagai sbg sbgai bagian posisi bidang jabatan profesi orang org seorang tenaga karyawan
    karyawati pegawai untuk utk buat bwt bagi nya yang yg as for with jenis macam semua anak adik suami istri i am im is
    there me my we are a an the"""
)
LEADS_GO_ON = _words("kerja kontrak tetap harian lepas ahli medis kesehatan pengajar pendidik teknis penjual pemasar")
# Carry nothing between two words; they go where nothing else is left, or where what they lead to was read.
LITTLE = _words(
    """di d ke dari dr pada untuk utk buat bwt bagi dengan dgn dg dan serta atau yang yg nya itu ini sebagai sbg jadi
    ada bisa bs dapat mau juga saja aja lah kah dalam se para oleh karena agar supaya ataupun maupun and or in at
    for the of with on"""
)

# In front of a place.
PLACE_CUES = _words(
    "di d daerah drh area wilayah wil sekitar sekitaran seputar seputaran penempatan lokasi domisili dekat cabang in at"
)
FIRM_PLACE_CUES = PLACE_CUES - _words("di d in at dekat lokasi")
PLACE_KINDS = _words("kota kab kabupaten kec kecamatan prov provinsi propinsi kotamadya")

# A name of a firm or an institution began: a place behind it is part of the name, unless "di" leads to it.
FIRMS = _words("pt cv ud pd yayasan koperasi perumda perum persero ptpn")

# In front of a level of schooling, behind it, and between two.
LEVEL_CUES = _words(
    """lulusan lulus tamatan tamat ijazah ijasah pendidikan minimal min minimum lulusannya jenjang bergelar gelar
    fresh graduate freshgraduate setara"""
)
SCHOOLED = _words("lulusan tamatan jurusan")  # in front of a field of study they say no more than the field does
SCHOOLED_GOES_ON = _words("baru muda terbaik unggulan")  # ... but not in front of these
LEVEL_BEHIND = _words("sederajat setara sedrajat ke atas keatas")
LEVEL_JOINTS = _words("atau dan hingga sampai maupun or and")

# Where a level is what somebody teaches, attends or heads, and no demand.
TAUGHT = _words(
    """guru tutor pengajar dosen siswa murid anak bimbel les privat teacher kepala sekolah kepsek wali tu instruktur
    pembina lecturer mahasiswa pelajar tentor usaha"""
)

# Words of a kind of employment; the first two letters of a key are enough to find it.
KINDS = {
    ("magang", "kemnaker"): "magang", ("magang", "nasional"): "magang", ("maganghub",): "magang",
    ("magang",): "magang", ("pemagangan",): "magang", ("internship",): "magang", ("internships",): "magang",
    ("intern",): "magang", ("interns",): "magang",
    ("paruh", "waktu"): "paruh", ("part", "time"): "paruh", ("parttime",): "paruh", ("part", "timer"): "paruh",
    ("partime",): "paruh", ("part", "tim"): "paruh", ("paro", "waktu"): "paruh", ("paruhwaktu",): "paruh",
    ("harian", "lepas"): "harian", ("harian",): "harian", ("freelance",): "harian", ("freelancer",): "harian",
    ("borongan",): "harian", ("daily", "worker"): "harian",
    ("kontrak",): "kontrak", ("pkwt",): "kontrak",
    ("full", "time"): "penuh", ("fulltime",): "penuh", ("penuh", "waktu"): "penuh", ("full", "timer"): "penuh",
    ("tetap",): "penuh",
}  # fmt: skip
KIND_FIRST_WORDS = frozenset(words[0] for words in KINDS)
# Kinds whose word means other things too: it counts behind one of these, or where a title of that wording would.
KIND_CUES = _words("kerja kerjaan loker lowongan gawian karyawan pegawai pekerja pekerjaan buruh job")
# In front of "magang" and "kontrak": people who look after apprentices and contracts.
MINDERS = _words(
    """administrator administrasi legal manajer manager pembimbing koordinator instruktur pengelola mentor audit auditor
    kontrol penyelia"""
)

# Whole numbers as words, from one on.
NUMBERS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")

# Behind "rumah": another house than one's own.
HOUSES = _words("sakit makan tangga potong produksi kaca duka warna susun dinas panggung kos bordir jahit ke")
