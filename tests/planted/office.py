"""Planted faults of the log, the letters and who may open what."""

FAULTS = (
    (
        "S10 a line of the log can be changed",
        "app/gateways/append_only.py",
        '        for verb in ("update", "delete"):\n            connection.exec_driver_sql(\n                f"CREATE',
        '        for verb in ():\n            connection.exec_driver_sql(\n                f"CREATE',
        "tests/services/test_audit.py",
    ),
    (
        "S10 the chain forgets who did it",
        "app/domain/audit.py",
        "line.actor_kind, line.account_id,",
        "line.actor_kind,",
        "tests/services/test_audit.py",
    ),
    (
        "S1 a paragraph of the statute lets the head decide",
        "app/policies/permission_map.py",
        "Right.DECIDE_VACANCY: _office(Role.MODERATOR)",
        "Right.DECIDE_VACANCY: _office(Role.MODERATOR, Role.HEAD)",
        "tests/security",
    ),
    (
        "S1 ownership forgotten",
        "app/policies/ownership.py",
        "return vacancy.source is None and vacancy.employer_id in actor.employer_ids",
        "return True",
        "tests/security",
    ),
    (
        "R12 a letter that was taken is never tried again",
        "app/services/letters.py",
        "mail.next_try_at = now + LEASE",
        "mail.status = MailStatus.SENT; mail.sent_at = now; mail.secret_cipher = None",
        "tests/jobs",
    ),
    (
        "R12 the index waits for the mail server",
        "app/jobs/worker.py",
        'threading.Thread(target=deliver_until, args=(self.app, self.stopped), name="postman", daemon=True).start()',
        "deliver_until(self.app, self.stopped)",
        "tests/faults/test_mail.py",
    ),
    (
        "S6 a secret link is kept after the letter is sent",
        "app/services/letters.py",
        'mail.facts, mail.secret_cipher, mail.last_error = "{}", None, ""',
        'mail.last_error = ""',
        "tests/jobs",
    ),
)
