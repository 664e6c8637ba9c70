"""Planted faults of posting a vacancy."""

DRAFTS, POSTING = "tests/pages/test_vacancy_drafts.py", "tests/faults/test_posting.py"
ERRORS = "tests/pages/test_errors.py"
KEPT = "tests/faults/test_kept.py::test_whoever_is_killed"
_SENT = '        flash(_put_forward(vacancy, draft.version, form.wrong or form.command(own_employer().id)), "good")\n'
_ANSWERED_FIRST = """        command = form.wrong or form.command(own_employer().id)
        later = __import__("flask").copy_current_request_context(lambda: _put_forward(vacancy, draft.version, command))
        answer = redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
        answer.call_on_close(lambda: (__import__("time").sleep(0.3), later()))
        return answer
"""

FAULTS = (
    (
        "R1 posting is answered before it is written",
        "app/web/employer/vacancy_preview.py",
        _SENT,
        _ANSWERED_FIRST,
        KEPT,
    ),
    (
        "R1 a paper is acknowledged before its file is on the disk",
        "app/gateways/storage.py",
        "        self._write(name, self._seal(name, content))\n        return name",
        "        late = (name, self._seal(name, content))\n"
        '        __import__("threading").Timer(0.3, self._write, late).start()\n        return name',
        KEPT,
    ),
    (
        "R1 a file goes though its row may be committed",
        "app/services/documents.py",
        "    except DomainError:\n        storage.remove(name)",
        "    except Exception:\n        storage.remove(name)",
        "tests/services/test_documents.py",
    ),
    (
        "R1 a finished answer goes with its connection",
        "app/web/errors.py",
        "    app.teardown_appcontext(let_go)",
        "    pass",
        ERRORS,
    ),
    (
        "R1 the page for a lost database asks the database",
        "app/web/errors.py",
        "    ask_no_more()\n",
        "",
        ERRORS,
    ),
    (
        "R4 a paper sent again is kept twice",
        "app/services/documents.py",
        "if (known := session.scalar(alike)) is not None:",
        "if (known := session.scalar(alike)) is not None and not known:",
        "tests/services/test_documents.py",
    ),
    (
        "R4 a page begins a vacancy each time it is sent",
        "migrations/versions/0003_accounts_employers_reviews_and_messages.py",
        "batch_op.create_unique_constraint(batch_op.f('uq_vacancy_employer_id_form_key'), ['employer_id', 'form_key'])",
        "pass",
        f"{POSTING} -k same_form",
    ),
    (
        "R4 sent twice is an error",
        "app/services/drafting.py",
        "if draft is None and vacancy.status in (VacancyStatus.SUBMITTED, VacancyStatus.PUBLISHED):",
        "if False:",
        "tests/services/test_drafting.py",
    ),
    (
        "U12 another window is overwritten unseen",
        "app/services/drafting.py",
        "is_late = draft is not None and draft.version != sheet.version",
        "is_late = False",
        DRAFTS,
    ),
    (
        "U12 a company's profile is overwritten unseen",
        "app/services/employers.py",
        "if differs and seen is not None and seen != now:",
        "if False:",
        "tests/pages/test_profile_meanwhile.py",
    ),
    (
        "U12 a late save undoes a later one",
        "app/services/drafting.py",
        "is_late = 0 < sheet.step <= draft.window_step and not sheet.by_button",
        "is_late = False",
        DRAFTS,
    ),
    (
        "U12 a draft is tidied before it is kept",
        "app/web/employer/vacancy_sheets.py",
        "name: request.form.getlist(name)",
        "name: [squeezed(request.form.get(name))]",
        "tests/pages/test_vacancy_form.py",
    ),
    (
        "age without a reason",
        "app/forms/vacancy_form.py",
        "and not self.justification.data:",
        "and False:",
        "tests/pages/test_vacancy_form.py",
    ),
    (
        "a company that nobody checked submits",
        "app/services/drafting.py",
        "if employer is None or employer.status != EmployerStatus.ACTIVE or employer.verified_at is None:",
        "if employer is None:",
        "tests/services/test_drafting.py",
    ),
    (
        "what was looked at is not what is sent",
        "app/services/drafting.py",
        "if draft is not None and draft.version != version:",
        "if False:",
        "tests/services/test_drafting.py",
    ),
    (
        "a revision overwrites what changed meanwhile",
        "app/queries/vacancy_facts.py",
        "with_parts(now, json.loads(revision.data), revision.fields.split())",
        "json.loads(revision.data)",
        "tests/services/test_drafting.py",
    ),
    (
        "S1 somebody else's draft",
        "app/services/drafting.py",
        "if not may(actor, Right.KEEP_VACANCY, vacancy):",
        "if False:",
        "tests/services/test_drafting.py",
    ),
)
