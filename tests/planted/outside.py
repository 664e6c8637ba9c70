"""Planted faults of what comes from outside: uploaded papers and other people's code."""

UPLOADS, PAPERS = "tests/pages/test_employer_uploads.py", "tests/gateways/test_papers.py"
DOCUMENTS, REQUIREMENTS = "tests/services/test_documents.py", "tests/architecture/test_requirements.py"

FAULTS = (
    (
        "S8 a paper opens in the browser",
        "app/web/attachment.py",
        'f"attachment; filename',
        'f"inline; filename',
        f"{UPLOADS} -k ones_own",
    ),
    (
        "S8 papers of another company can be read",
        "app/policies/ownership.py",
        "document.employer_id is not None and document.employer_id in actor.employer_ids",
        "document.employer_id is not None",
        f"{UPLOADS} -k of_others",
    ),
    (
        "S8 a picture is kept with its place and camera",
        "app/gateways/papers.py",
        'return Paper(_JPEG if kind == "JPEG" else _PNG, written)',
        'return Paper(_JPEG if kind == "JPEG" else _PNG, content)',
        f"{PAPERS} -k keeps_its_pixels",
    ),
    (
        "S8 whatever is none of the three kinds is a PDF",
        "app/gateways/papers.py",
        'raise Refused("unknown_kind")',
        "return Paper(_PDF, content)",
        f"{PAPERS} -k must_not_be_kept",
    ),
    (
        "S8 a file's own ending is believed",
        "app/services/documents.py",
        "ending = ENDINGS[paper.media_type]",
        "ending = PureWindowsPath(filename).suffix",
        f"{DOCUMENTS} -k paper_is_kept",
    ),
    (
        "S8 a paper of any size",
        "app/gateways/papers.py",
        "if len(content) > MAX_BYTES:",
        "if False:",
        f"{PAPERS} -k must_not_be_kept",
    ),
    (
        "S8 a name tells what is in the file",
        "app/gateways/storage.py",
        "name = secrets.token_urlsafe(NAME_BYTES)",
        'name = __import__("hashlib").sha256(content).hexdigest()[:43]',
        "tests/gateways/test_storage.py",
    ),
    (
        "S8 papers stand where everybody can fetch them",
        "app/factory.py",
        'Storage(settings.data_dir / "documents",',
        'Storage(settings.data_dir.parent / "static",',
        f"{UPLOADS} -k ones_own",
    ),
    (
        "R9 a picture of any size is unpacked",
        "app/gateways/papers.py",
        "if opened.width * opened.height > MAX_PIXELS:",
        "if False:",
        f"{PAPERS} -k largest_picture",
    ),
    (
        "S12 a package without a hash",
        "requirements/app.txt",
        "\nflask==",
        "\nliar==1.0\nflask==",
        REQUIREMENTS,
    ),
    (
        "S12 nobody compares the hashes",
        "Makefile",
        "install --quiet --require-hashes -r requirements/app.txt",
        "install --quiet -r requirements/app.txt",
        REQUIREMENTS,
    ),
    (
        "S12 htmx is not the one that was recorded",
        "static/vendor/htmx.min.js",
        "htmx-request",
        "htmx-asking",
        "tests/architecture/test_vendor.py",
    ),
    (
        "S12 a page fetches a font elsewhere",
        "templates/layouts/base.html",
        '<link rel="stylesheet"',
        '<link rel="stylesheet" href="https://fonts.example/roboto.css">\n  <link rel="stylesheet"',
        "tests/pages/test_home.py",
    ),
    (
        "S12 a script asks elsewhere",
        "static/js/site.js",
        '"use strict";',
        '"use strict";\n  fetch("https://stat.example/?" + location.pathname).catch(() => {});',
        "tests/browser/test_safety.py -k crawl_of",
    ),
)
