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
        "app/domain/languages.py",
        ' and plain.startswith("/") and is_copied(plain)',
        "",
        "tests/pages/test_english.py",
    ),
    (
        "English: a letter forgets the language it was asked in",
        "app/jobs/postman.py",
        "with speaking(letter.spoken):",
        'with speaking("id"):',
        "tests/jobs/test_letter_languages.py",
    ),
    (
        "English: a text is forgotten",
        "app/messages/en/LC_MESSAGES/messages.po",
        'msgid "Cari lowongan kerja"\nmsgstr "Search vacancies"',
        'msgid "Cari lowongan kerja"\nmsgstr ""',
        "tests/architecture/test_messages.py",
    ),
)
