"""Planted faults of what people see and touch: the way through pages, also without script, their weight and look."""

BROWSER, PAGES = "tests/browser", "tests/pages"
JOURNEYS, ACCESS = f"{BROWSER}/test_journeys.py", f"{BROWSER}/test_accessibility.py"
WEIGHT, STYLE = f"{BROWSER}/test_weight.py", "tests/architecture/test_stylesheet.py"
OFF_REQUEST = f"{PAGES}/test_off_the_request.py"
_SITE_JS = '<script src="{{ static_url("js/site.js") }}" defer></script>\n'
# Digits that no packer makes small: each of them weighs half a byte on the wire.
_HEAVY_HTML = "<p hidden>{% for n in range(12000) %}{{ n * n * 7919 % 99991 }}{% endfor %}</p>"
_HEAVY_CSS = " ".join(str(n * n * 7919 % 99991) for n in range(9_000))

FAULTS = (
    (
        "U3 a swap leaves the address as it was",
        "app/web/fragments.py",
        '= "false" if address == _current_address() else address',
        '= "false"',
        f"{JOURNEYS} -k back_forward",
    ),
    (
        "U3 Back begins at the top",
        "static/js/site.js",
        "scrollTo({ top: recall()[here] || 0,",
        "scrollTo({ top: 0,",
        f"{JOURNEYS} -k place_left",
    ),
    (
        "U3 Back is answered with a part of the page",
        "app/web/fragments.py",
        ' and headers.get("HX-History-Restore-Request") != "true"',
        "",
        f"{PAGES}/test_vacancy_list_swaps.py",
    ),
    (
        "U4 a list's form has an address for HTMX only",
        "templates/layouts/list.html",
        '<form action="{{ addresses.path }}"',
        "<form",
        f"{PAGES}/test_worker_list.py",
    ),
    (
        "U4 filters wait for a script",
        "templates/components/filter_panel.html",
        '<button class="button button--full">',
        '<button class="button button--full" type="button" data-apply>',
        f"{BROWSER}/test_lists_without_script.py -k links_and_buttons",
    ),
    (
        "U4 registering waits for a script",
        "templates/account/register_jobseeker.html",
        '<button class="button button--full">',
        '<button class="button button--full" type="button" data-send>',
        f"{BROWSER}/test_people_without_script.py -k account_by_letter",
    ),
    (
        "U4 a vacancy's draft is kept by HTMX only",
        "templates/employer/vacancy_form/page.html",
        '<button class="button button--line" name="deed" value="save">',
        '<button class="button button--line" type="button" data-save>',
        f"{BROWSER}/test_posting.py -k without_script",
    ),
    (
        "U4 a decision waits for a script",
        "templates/staff/_plain_decision.html",
        'name="keputusan" value="{{ name }}"',
        'name="keputusan" value="{{ name }}" type="button" data-decide',
        f"{BROWSER}/test_moderation.py -k taken_down",
    ),
    (
        "U11 a view is written while its page waits",
        "app/web/view_counter.py",
        'current_app.extensions["views"].add(vacancy.id, clock().today())',
        'current_app.extensions["views"].add(vacancy.id, clock().today()); current_app.extensions["views"].flush()',
        f"{PAGES}/test_view_counting.py",
    ),
    (
        "U11 the index is written while an officer waits",
        "app/services/transitions.py",
        "enqueue(session, law.index_name, [law.shown_by(thing)], now)",
        '__import__("flask").current_app.extensions["search"].by_name()[law.index_name].drop([law.shown_by(thing)])',
        OFF_REQUEST,
    ),
    (
        "U11 a letter leaves while the page waits",
        "app/services/messages.py",
        "    session.add(\n        Mail(",
        '    __import__("smtplib").SMTP("127.0.0.1", 25).quit()\n    session.add(\n        Mail(',
        OFF_REQUEST,
    ),
    (
        "U14 a page gains twenty kilobytes",
        "templates/layouts/base.html",
        "{% block scripts %}",
        _HEAVY_HTML + "{% block scripts %}",
        f"{PAGES}/test_worker_list_swaps.py",
    ),
    (
        "U14 the stylesheet gains twenty kilobytes",
        "static/css/site.css",
        "--quick: .12s ease-out;",
        f"--quick: .12s ease-out; --heavy: {_HEAVY_CSS};",
        f"{WEIGHT} -k first_view",
    ),
    (
        "U14 a list asks for two more files",
        "templates/layouts/list.html",
        _SITE_JS,
        _SITE_JS + _SITE_JS.replace("site", "queue") + _SITE_JS.replace("site", "draft"),
        f"{WEIGHT} -k first_view",
    ),
    (
        "U14 a swap brings the header along",
        "templates/layouts/list.html",
        "{{ self.results() }}\n<div",
        "{{ self.results() }}\n<header hidden></header>\n<div",
        f"{PAGES}/test_english.py -k as_light",
    ),
    (
        "U15 targets of 30 pixels",
        "static/css/site.css",
        "--control: 3rem;",
        "--control: 1.875rem;",
        f"{ACCESS} -k thumbs",
    ),
    (
        "U15 small targets behind the sign-in",
        "static/css/site.css",
        "gap: .25em; min-block-size: var(--control); color: var(--link);",
        "gap: .25em; min-block-size: 1.875rem; color: var(--link);",
        f"{BROWSER}/test_areas.py",
    ),
    (
        "U15 the search box has lost its label",
        "templates/layouts/list.html",
        '<label for="q">{{ heading }}</label>',
        "{{ heading }}",
        f"{PAGES}/test_vacancy_list.py",
    ),
    (
        "U15 grey words on white",
        "static/css/site.css",
        "--ink-soft: var(--stone-600);",
        "--ink-soft: var(--stone-300);",
        f"{ACCESS} -k axe_finds_nothing",
    ),
    (
        "U15 nobody sees where the focus is",
        "static/css/site.css",
        "outline: 3px solid var(--ring-in); outline-offset: 0; box-shadow: 0 0 0 5px var(--ring-out);",
        "outline: 0;",
        f"{ACCESS} -k keyboard_focus",
    ),
    (
        "U15 a page wider than a phone",
        "static/css/site.css",
        ".wrap { inline-size: 100%;",
        ".wrap { inline-size: 100%; min-inline-size: 24rem;",
        f"{ACCESS} -k sideways",
    ),
    (
        "U16 the office's colours are not served",
        "app/web/assets.py",
        "    if colours:\n",
        "    if False:\n",
        f"{BROWSER}/test_colours.py",
    ),
    (
        "U16 a box keeps its blue in every office",
        "static/css/site.css",
        "border-block-start: 6px solid var(--brand-500);",
        "border-block-start: 6px solid #0956c3;",
        STYLE,
    ),
    (
        "U16 nobody drew the page of a list without results",
        "static/css/site.css",
        ".empty",
        ".undrawn",
        STYLE,
    ),
    (
        "U16 a list without results is a bare line",
        "templates/components/empty.html",
        '<div class="empty stack">',
        "<div>",
        "tests/components/test_gallery.py",
    ),
    (
        "U16 the screen is printed as it is",
        "static/css/site.css",
        "@media print {",
        "@media not all {",
        f"{BROWSER}/test_print.py",
    ),
)
