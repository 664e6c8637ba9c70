"""accounts employers reviews and messages"""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

# CHECK constraints that change, by name; None where there is none.
EMPLOYER_BEFORE = {
    'status': "status IN ('active', 'suspended')",
    'npwp_whole': None,
    'suspended_has_date': None,
    'trusted_is_verified': None,
    'pending_has_date': None,
    'change_of_active': None,
}
EMPLOYER_AFTER = {
    'status': "status IN ('pending', 'returned', 'active', 'rejected', 'suspended')",
    'npwp_whole': '(npwp_cipher IS NULL) = (npwp_index IS NULL)',
    'suspended_has_date': "(status = 'suspended') = (suspended_at IS NOT NULL)",
    'trusted_is_verified': 'trusted_at IS NULL OR verified_at IS NOT NULL',
    'pending_has_date': "status <> 'pending' OR submitted_at IS NOT NULL",
    'change_of_active': "change_cipher IS NULL OR status IN ('active', 'suspended')",
}
VACANCY_BEFORE = {'headcount_stated': 'source IS NOT NULL OR male + female + either > 0'}
VACANCY_AFTER = {
    'headcount_stated': "source IS NOT NULL OR status IN ('draft', 'withdrawn') OR male + female + either > 0"
}
EVENT_BEFORE = {'actor_kind': "actor_kind IN ('system', 'operator', 'account')"}
EVENT_AFTER = {'actor_kind': "actor_kind IN ('system', 'operator', 'account', 'visitor')"}


def _check(batch_op, table, before, after):
    """Change CHECK constraints from what they are before to what they are after."""
    for name, text in before.items():
        if text is not None:
            batch_op.drop_constraint(op.f(f'ck_{table}_{name}'), type_='check')
    for name, text in after.items():
        if text is not None:
            batch_op.create_check_constraint(op.f(f'ck_{table}_{name}'), text)


def upgrade():
    op.create_table('mail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('recipient', sa.String(length=254), nullable=False),
    sa.Column('template', sa.String(length=40), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('secret_cipher', sa.LargeBinary(), nullable=True),
    sa.Column('status', sa.String(length=6), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(), nullable=False),
    sa.Column('last_error', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('sent_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("(status = 'sent') = (sent_at IS NOT NULL)", name=op.f('ck_mail_sent_has_date')),
    sa.CheckConstraint("status <> 'sent' OR secret_cipher IS NULL", name=op.f('ck_mail_sent_has_no_secret')),
    sa.CheckConstraint("status IN ('queued', 'sent', 'dead')", name=op.f('ck_mail_status')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail'))
    )
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.create_index('ix_mail_status_next_try_at', ['status', 'next_try_at'], unique=False)

    op.create_table('throttle',
    sa.Column('key', sa.LargeBinary(length=32), nullable=False),
    sa.Column('started_at', sa.DateTime(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.CheckConstraint('attempts >= 0', name=op.f('ck_throttle_attempts_positive')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_throttle'))
    )
    with op.batch_alter_table('throttle', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_throttle_started_at'), ['started_at'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=9), nullable=False),
    sa.Column('status', sa.String(length=9), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone_cipher', sa.LargeBinary(), nullable=True),
    sa.Column('phone_index', sa.LargeBinary(length=32), nullable=True),
    sa.Column('password_hash', sa.String(length=120), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(), nullable=True),
    sa.Column('suspended_at', sa.DateTime(), nullable=True),
    sa.Column('signed_in_at', sa.DateTime(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('totp_cipher', sa.LargeBinary(), nullable=True),
    sa.Column('totp_confirmed_at', sa.DateTime(), nullable=True),
    sa.Column('totp_step', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("(status = 'suspended') = (suspended_at IS NOT NULL)", name=op.f('ck_account_suspended_has_date')),
    sa.CheckConstraint("kind IN ('jobseeker', 'employer', 'staff')", name=op.f('ck_account_kind')),
    sa.CheckConstraint("status <> 'active' OR confirmed_at IS NOT NULL", name=op.f('ck_account_active_is_confirmed')),
    sa.CheckConstraint("status = 'closed' OR email IS NOT NULL OR phone_index IS NOT NULL", name=op.f('ck_account_can_be_named')),
    sa.CheckConstraint("status IN ('pending', 'active', 'suspended', 'closed')", name=op.f('ck_account_status')),
    sa.CheckConstraint('(phone_cipher IS NULL) = (phone_index IS NULL)', name=op.f('ck_account_phone_whole')),
    sa.CheckConstraint('email IS NULL OR email = lower(email)', name=op.f('ck_account_email_folded')),
    sa.CheckConstraint('phone_index IS NULL OR length(phone_index) = 32', name=op.f('ck_account_phone_index_length')),
    sa.CheckConstraint('totp_confirmed_at IS NULL OR totp_cipher IS NOT NULL', name=op.f('ck_account_totp_whole')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_account_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('email', name=op.f('uq_account_email')),
    sa.UniqueConstraint('person_id', name=op.f('uq_account_person_id')),
    sa.UniqueConstraint('phone_index', name=op.f('uq_account_phone_index'))
    )
    op.create_table('account_role',
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.CheckConstraint("role IN ('admin', 'counsellor', 'head', 'moderator', 'training_officer', 'verifier')", name=op.f('ck_account_role_role')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_account_role_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', 'role', name=op.f('pk_account_role'))
    )
    op.create_table('account_token',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=14), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('roles', sa.String(length=120), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("(purpose = 'invite_member') = (employer_id IS NOT NULL)", name=op.f('ck_account_token_employer_named')),
    sa.CheckConstraint("purpose IN ('confirm_email', 'change_email', 'reset_password', 'counter_code', 'invite_staff', 'invite_member')", name=op.f('ck_account_token_purpose')),
    sa.CheckConstraint("purpose LIKE 'invite%' OR account_id IS NOT NULL", name=op.f('ck_account_token_account_named')),
    sa.CheckConstraint('length(token_hash) = 32', name=op.f('ck_account_token_token_hash_length')),
    sa.CheckConstraint('tries >= 0', name=op.f('ck_account_token_tries_positive')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_account_token_account_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['created_by'], ['account.id'], name=op.f('fk_account_token_created_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_account_token_employer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_account_token_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_token')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_account_token_token_hash'))
    )
    with op.batch_alter_table('account_token', schema=None) as batch_op:
        batch_op.create_index('ix_account_token_account_id_purpose', ['account_id', 'purpose'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_token_employer_id'), ['employer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_token_person_id'), ['person_id'], unique=False)

    op.create_table('assignment',
    sa.Column('noun', sa.String(length=20), nullable=False),
    sa.Column('noun_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('taken_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_assignment_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('noun', 'noun_id', name=op.f('pk_assignment'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_account_id'), ['account_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=6), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("role IN ('admin', 'member')", name=op.f('ck_membership_role')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_membership_account_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_membership_employer_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('account_id', name=op.f('uq_membership_account_id'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_employer_id'), ['employer_id'], unique=False)

    op.create_table('notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('path', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('read_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_notice_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_account_id_read_at', ['account_id', 'read_at'], unique=False)

    op.create_table('recovery_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_recovery_code_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code')),
    sa.UniqueConstraint('account_id', 'code_hash', name=op.f('uq_recovery_code_account_id_code_hash'))
    )
    op.create_table('report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=9), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('contact_cipher', sa.LargeBinary(), nullable=True),
    sa.Column('form_key', sa.LargeBinary(length=32), nullable=True),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("(status = 'open') = (decided_at IS NULL)", name=op.f('ck_report_decided_has_date')),
    sa.CheckConstraint("status IN ('open', 'upheld', 'dismissed')", name=op.f('ck_report_status')),
    sa.CheckConstraint('form_key IS NULL OR length(form_key) = 32', name=op.f('ck_report_form_key_length')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_report_account_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_report_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report')),
    sa.UniqueConstraint('form_key', name=op.f('uq_report_form_key'))
    )
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.create_index('ix_report_status_created_at', ['status', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_report_vacancy_id'), ['vacancy_id'], unique=False)

    op.create_table('sign_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('seen_at', sa.DateTime(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=False),
    sa.Column('second_factor_at', sa.DateTime(), nullable=True),
    sa.Column('device', sa.String(length=60), nullable=False),
    sa.CheckConstraint('length(token_hash) = 32', name=op.f('ck_sign_in_token_hash_length')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_token_hash'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sign_in_expires_at'), ['expires_at'], unique=False)

    op.create_table('vacancy_draft',
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('data', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.Column('saved_by', sa.Integer(), nullable=True),
    sa.Column('window_key', sa.String(length=43), nullable=False),
    sa.Column('window_step', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['saved_by'], ['account.id'], name=op.f('fk_vacancy_draft_saved_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_draft_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('vacancy_id', name=op.f('pk_vacancy_draft'))
    )
    op.create_table('vacancy_flag',
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('severity', sa.String(length=6), nullable=False),
    sa.CheckConstraint("severity IN ('heavy', 'notice')", name=op.f('ck_vacancy_flag_severity')),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_flag_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('vacancy_id', 'kind', name=op.f('pk_vacancy_flag'))
    )
    op.create_table('vacancy_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=9), nullable=False),
    sa.Column('data', sa.Text(), nullable=False),
    sa.Column('fields', sa.String(length=400), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("(status = 'pending') = (decided_at IS NULL)", name=op.f('ck_vacancy_revision_decided_has_date')),
    sa.CheckConstraint("status IN ('pending', 'accepted', 'refused', 'withdrawn')", name=op.f('ck_vacancy_revision_status')),
    sa.ForeignKeyConstraint(['created_by'], ['account.id'], name=op.f('fk_vacancy_revision_created_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_revision_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vacancy_revision'))
    )
    with op.batch_alter_table('vacancy_revision', schema=None) as batch_op:
        batch_op.create_index('ix_vacancy_revision_status_created_at', ['status', 'created_at'], unique=False)
        batch_op.create_index('uq_vacancy_revision_pending', ['vacancy_id'], unique=True, sqlite_where=sa.text("status = 'pending'"), postgresql_where=sa.text("status = 'pending'"))

    op.create_table('vacancy_sample',
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('drawn_at', sa.DateTime(), nullable=False),
    sa.Column('reviewed_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_sample_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('vacancy_id', name=op.f('pk_vacancy_sample'))
    )
    op.create_table('vacancy_views',
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('views', sa.Integer(), nullable=False),
    sa.CheckConstraint('views > 0', name=op.f('ck_vacancy_views_views_positive')),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_views_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('vacancy_id', 'day', name=op.f('pk_vacancy_views'))
    )
    op.create_table('document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('certificate_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=9), nullable=False),
    sa.Column('filename', sa.String(length=120), nullable=False),
    sa.Column('media_type', sa.String(length=20), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.LargeBinary(length=32), nullable=False),
    sa.Column('storage_name', sa.String(length=43), nullable=False),
    sa.Column('uploaded_by', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("kind IN ('nib', 'npwp', 'deed', 'authority', 'evidence', 'other')", name=op.f('ck_document_kind')),
    sa.CheckConstraint('(employer_id IS NULL) <> (certificate_id IS NULL)', name=op.f('ck_document_one_owner')),
    sa.CheckConstraint('length(sha256) = 32', name=op.f('ck_document_sha256_length')),
    sa.CheckConstraint('size > 0', name=op.f('ck_document_size_positive')),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_document_certificate_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_document_employer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['uploaded_by'], ['account.id'], name=op.f('fk_document_uploaded_by'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document')),
    sa.UniqueConstraint('storage_name', name=op.f('uq_document_storage_name'))
    )
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_certificate_id'), ['certificate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_document_employer_id'), ['employer_id'], unique=False)

    with op.batch_alter_table('employer') as batch_op:
        batch_op.add_column(sa.Column('npwp_cipher', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('npwp_index', sa.LargeBinary(length=32), nullable=True))
        batch_op.add_column(sa.Column('contact_name', sa.String(length=120), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('contact_position', sa.String(length=80), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('contact_phone_cipher', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('submitted_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('trusted_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('suspended_at', sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_employer_status'), ['status'], unique=False)
        batch_op.add_column(sa.Column('change_cipher', sa.LargeBinary(), nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_employer_nib'), type_='unique')
    op.execute("UPDATE employer SET suspended_at = updated_at WHERE status = 'suspended'")
    with op.batch_alter_table('employer') as batch_op:
        _check(batch_op, 'employer', EMPLOYER_BEFORE, EMPLOYER_AFTER)
    held = sa.text("status <> 'rejected'")
    for name in ('nib', 'npwp_index'):
        op.create_index(
            f'uq_employer_{name}', 'employer', [name], unique=True, sqlite_where=held, postgresql_where=held
        )
    with op.batch_alter_table('vacancy') as batch_op:
        _check(batch_op, 'vacancy', VACANCY_BEFORE, VACANCY_AFTER)
        batch_op.add_column(sa.Column('submitted_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('form_key', sa.String(length=43), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_vacancy_employer_id_form_key'), ['employer_id', 'form_key'])
    op.execute("UPDATE vacancy SET submitted_at = updated_at WHERE status = 'submitted'")
    with op.batch_alter_table('certificate') as batch_op:
        batch_op.add_column(sa.Column('evidence_on', sa.Date(), nullable=True))
        batch_op.create_check_constraint(
            op.f('ck_certificate_evidence_of_verified'), 'evidence_on IS NULL OR verified_at IS NOT NULL'
        )
    with op.batch_alter_table('event') as batch_op:
        _check(batch_op, 'event', EVENT_BEFORE, EVENT_AFTER)


def downgrade():
    op.execute("UPDATE event SET actor_kind = 'system' WHERE actor_kind = 'visitor'")
    op.execute("UPDATE vacancy SET \"either\" = 1 WHERE source IS NULL AND male + female + \"either\" = 0")
    op.execute("UPDATE employer SET nib = NULL WHERE status = 'rejected'")  # somebody else may hold it by now
    op.execute("UPDATE employer SET status = 'suspended', suspended_at = updated_at WHERE status <> 'active'")
    with op.batch_alter_table('event') as batch_op:
        _check(batch_op, 'event', EVENT_AFTER, EVENT_BEFORE)
    with op.batch_alter_table('certificate') as batch_op:
        batch_op.drop_constraint(op.f('ck_certificate_evidence_of_verified'), type_='check')
        batch_op.drop_column('evidence_on')
    with op.batch_alter_table('vacancy') as batch_op:
        _check(batch_op, 'vacancy', VACANCY_AFTER, VACANCY_BEFORE)
        batch_op.drop_constraint(batch_op.f('uq_vacancy_employer_id_form_key'), type_='unique')
        batch_op.drop_column('form_key')
        batch_op.drop_column('submitted_at')
    op.drop_index('uq_employer_npwp_index', 'employer')
    op.drop_index('uq_employer_nib', 'employer')
    with op.batch_alter_table('employer') as batch_op:
        _check(batch_op, 'employer', EMPLOYER_AFTER, EMPLOYER_BEFORE)
        batch_op.drop_index(batch_op.f('ix_employer_status'))
        batch_op.drop_column('change_cipher')
        batch_op.drop_column('suspended_at')
        batch_op.drop_column('trusted_at')
        batch_op.drop_column('submitted_at')
        batch_op.drop_column('contact_phone_cipher')
        batch_op.drop_column('contact_position')
        batch_op.drop_column('contact_name')
        batch_op.drop_column('npwp_index')
        batch_op.drop_column('npwp_cipher')
    with op.batch_alter_table('employer') as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_employer_nib'), ['nib'])

    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_employer_id'))
        batch_op.drop_index(batch_op.f('ix_document_certificate_id'))

    op.drop_table('document')
    op.drop_table('vacancy_views')
    op.drop_table('vacancy_sample')
    with op.batch_alter_table('vacancy_revision', schema=None) as batch_op:
        batch_op.drop_index('uq_vacancy_revision_pending', sqlite_where=sa.text("status = 'pending'"), postgresql_where=sa.text("status = 'pending'"))
        batch_op.drop_index('ix_vacancy_revision_status_created_at')

    op.drop_table('vacancy_revision')
    op.drop_table('vacancy_flag')
    op.drop_table('vacancy_draft')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_expires_at'))
        batch_op.drop_index(batch_op.f('ix_sign_in_account_id'))

    op.drop_table('sign_in')
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_report_vacancy_id'))
        batch_op.drop_index('ix_report_status_created_at')

    op.drop_table('report')
    op.drop_table('recovery_code')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index('ix_notice_account_id_read_at')

    op.drop_table('notice')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_employer_id'))

    op.drop_table('membership')
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_account_id'))

    op.drop_table('assignment')
    with op.batch_alter_table('account_token', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_token_person_id'))
        batch_op.drop_index(batch_op.f('ix_account_token_employer_id'))
        batch_op.drop_index('ix_account_token_account_id_purpose')

    op.drop_table('account_token')
    op.drop_table('account_role')
    op.drop_table('account')
    with op.batch_alter_table('throttle', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_throttle_started_at'))

    op.drop_table('throttle')
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.drop_index('ix_mail_status_next_try_at')

    op.drop_table('mail')
