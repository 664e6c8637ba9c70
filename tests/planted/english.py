"""Planted faults of the English copies."""

FAULTS = (
    (
        "U2 swap forgets the way to the other language",
        "templates/layouts/list.html",
        "{{ language_switch(here, swapped=true) }}",
        "",
        "tests/pages/test_english.py",
    ),
    (
        "English: what has no copy is addressed as one",
        "app/web/languages.py",
        ' and plain.startswith("/") and is_copied(plain)',
        "",
        "tests/pages/test_english.py",
    ),
    (
        "English: a text is forgotten",
        "app/messages/en/LC_MESSAGES/messages.po",
        'msgid "Cari lowongan kerja"\nmsgstr "Search vacancies"',
        'msgid "Cari lowongan kerja"\nmsgstr ""',
        "tests/architecture/test_messages.py",
    ),
)
