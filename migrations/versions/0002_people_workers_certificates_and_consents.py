"""people workers certificates and consents"""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('chore',
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_chore'))
    )
    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('birth_on', sa.Date(), nullable=False),
    sa.Column('sex', sa.String(length=6), nullable=False),
    sa.Column('nik_cipher', sa.LargeBinary(), nullable=True),
    sa.Column('nik_index', sa.LargeBinary(length=32), nullable=True),
    sa.Column('phone_cipher', sa.LargeBinary(), nullable=True),
    sa.Column('phone_index', sa.LargeBinary(length=32), nullable=True),
    sa.Column('address_cipher', sa.LargeBinary(), nullable=True),
    sa.Column('village_code', sa.String(length=13), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_person_name_stated')),
    sa.CheckConstraint("sex IN ('male', 'female')", name=op.f('ck_person_sex')),
    sa.CheckConstraint('(nik_cipher IS NULL) = (nik_index IS NULL)', name=op.f('ck_person_nik_whole')),
    sa.CheckConstraint('(phone_cipher IS NULL) = (phone_index IS NULL)', name=op.f('ck_person_phone_whole')),
    sa.CheckConstraint('nik_index IS NULL OR length(nik_index) = 32', name=op.f('ck_person_nik_index_length')),
    sa.CheckConstraint('phone_index IS NULL OR length(phone_index) = 32', name=op.f('ck_person_phone_index_length')),
    sa.ForeignKeyConstraint(['village_code'], ['region.code'], name=op.f('fk_person_village_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('nik_index', name=op.f('uq_person_nik_index'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_birth_on'), ['birth_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_phone_index'), ['phone_index'], unique=False)

    op.create_table('scheme',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('short_title', sa.String(length=60), nullable=False),
    sa.Column('occupation_code', sa.String(length=6), nullable=True),
    sa.Column('kkni_level', sa.Integer(), nullable=True),
    sa.Column('sector', sa.String(length=5), nullable=True),
    sa.CheckConstraint('kkni_level IS NULL OR kkni_level BETWEEN 1 AND 9', name=op.f('ck_scheme_kkni_level')),
    sa.ForeignKeyConstraint(['occupation_code'], ['occupation.code'], name=op.f('fk_scheme_occupation_code')),
    sa.ForeignKeyConstraint(['sector'], ['industry.code'], name=op.f('fk_scheme_sector')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_scheme'))
    )
    op.create_table('consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.String(length=9), nullable=False),
    sa.Column('text_version', sa.String(length=20), nullable=False),
    sa.Column('recorded_via', sa.String(length=7), nullable=False),
    sa.Column('given_at', sa.DateTime(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("level IN ('card', 'companies', 'contact')", name=op.f('ck_consent_level')),
    sa.CheckConstraint("recorded_via IN ('counter', 'paper', 'online')", name=op.f('ck_consent_recorded_via')),
    sa.CheckConstraint("text_version <> ''", name=op.f('ck_consent_text_version_stated')),
    sa.CheckConstraint('withdrawn_at IS NULL OR withdrawn_at >= given_at', name=op.f('ck_consent_withdrawn_after_given')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_consent_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_person_id'), ['person_id'], unique=False)
        batch_op.create_index('uq_consent_live', ['person_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('worker',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=8), nullable=False),
    sa.Column('education', sa.String(length=13), nullable=False),
    sa.Column('experience_months', sa.Integer(), nullable=False),
    sa.Column('skills', sa.Text(), nullable=False),
    sa.Column('district_code', sa.String(length=13), nullable=False),
    sa.Column('available_from', sa.Date(), nullable=True),
    sa.Column('hidden_at', sa.DateTime(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("education IN ('tidak-sekolah', 'sd', 'paket-a', 'smp', 'paket-b', 'sma', 'smk', 'ma', 'paket-c', 'd1', 'd2', 'd3', 'd4', 's1', 's2', 's3')", name=op.f('ck_worker_education')),
    sa.CheckConstraint('experience_months >= 0', name=op.f('ck_worker_experience_positive')),
    sa.CheckConstraint('length(public_id) = 8', name=op.f('ck_worker_public_id_length')),
    sa.ForeignKeyConstraint(['district_code'], ['region.code'], name=op.f('fk_worker_district_code')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_worker_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_worker')),
    sa.UniqueConstraint('person_id', name=op.f('uq_worker_person_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_worker_public_id'))
    )
    with op.batch_alter_table('worker', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_worker_available_from'), ['available_from'], unique=False)
        batch_op.create_index(batch_op.f('ix_worker_district_code'), ['district_code'], unique=False)

    op.create_table('certificate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('worker_id', sa.Integer(), nullable=False),
    sa.Column('scheme_code', sa.String(length=40), nullable=False),
    sa.Column('issuer', sa.String(length=8), nullable=False),
    sa.Column('lsp', sa.String(length=120), nullable=False),
    sa.Column('number', sa.String(length=80), nullable=False),
    sa.Column('registration_number', sa.String(length=80), nullable=False),
    sa.Column('blank_number', sa.String(length=80), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('kkni_level', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('verified_at', sa.DateTime(), nullable=True),
    sa.Column('verified_note', sa.String(length=500), nullable=False),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    sa.Column('revoke_reason', sa.String(length=500), nullable=False),
    sa.Column('token', sa.String(length=43), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("(status = 'revoked') = (revoke_reason <> '')", name=op.f('ck_certificate_revoked_has_reason')),
    sa.CheckConstraint("(status = 'revoked') = (revoked_at IS NOT NULL)", name=op.f('ck_certificate_revoked_has_date')),
    sa.CheckConstraint("(verified_at IS NOT NULL) = (verified_note <> '')", name=op.f('ck_certificate_verified_has_evidence')),
    sa.CheckConstraint("issuer IN ('bnsp', 'kemnaker', 'blk', 'skk', 'vendor')", name=op.f('ck_certificate_issuer')),
    sa.CheckConstraint("number <> ''", name=op.f('ck_certificate_number_stated')),
    sa.CheckConstraint("status = 'revoked' OR (status = 'verified') = (verified_at IS NOT NULL)", name=op.f('ck_certificate_verified_has_date')),
    sa.CheckConstraint("status IN ('unverified', 'verified', 'revoked')", name=op.f('ck_certificate_status')),
    sa.CheckConstraint('kkni_level IS NULL OR kkni_level BETWEEN 1 AND 9', name=op.f('ck_certificate_kkni_level')),
    sa.CheckConstraint('length(token) = 43', name=op.f('ck_certificate_token_length')),
    sa.CheckConstraint('valid_until IS NULL OR valid_until >= issued_on', name=op.f('ck_certificate_validity_order')),
    sa.ForeignKeyConstraint(['scheme_code'], ['scheme.code'], name=op.f('fk_certificate_scheme_code')),
    sa.ForeignKeyConstraint(['worker_id'], ['worker.id'], name=op.f('fk_certificate_worker_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('issuer', 'number', name=op.f('uq_certificate_issuer_number')),
    sa.UniqueConstraint('token', name=op.f('uq_certificate_token'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_scheme_code'), ['scheme_code'], unique=False)
        batch_op.create_index('ix_certificate_status_valid_until', ['status', 'valid_until'], unique=False)
        batch_op.create_index('ix_certificate_worker_id_status', ['worker_id', 'status', 'valid_until'], unique=False)

    op.create_table('worker_occupation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('worker_id', sa.Integer(), nullable=False),
    sa.Column('occupation_code', sa.String(length=6), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint('position >= 0', name=op.f('ck_worker_occupation_position_positive')),
    sa.ForeignKeyConstraint(['occupation_code'], ['occupation.code'], name=op.f('fk_worker_occupation_occupation_code')),
    sa.ForeignKeyConstraint(['worker_id'], ['worker.id'], name=op.f('fk_worker_occupation_worker_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_worker_occupation')),
    sa.UniqueConstraint('worker_id', 'occupation_code', name=op.f('uq_worker_occupation_worker_id_occupation_code')),
    sa.UniqueConstraint('worker_id', 'position', name=op.f('uq_worker_occupation_worker_id_position'))
    )


def downgrade():
    op.drop_table('worker_occupation')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index('ix_certificate_worker_id_status')
        batch_op.drop_index('ix_certificate_status_valid_until')
        batch_op.drop_index(batch_op.f('ix_certificate_scheme_code'))

    op.drop_table('certificate')
    with op.batch_alter_table('worker', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_worker_district_code'))
        batch_op.drop_index(batch_op.f('ix_worker_available_from'))

    op.drop_table('worker')
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index('uq_consent_live', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_consent_person_id'))

    op.drop_table('consent')
    op.drop_table('scheme')
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_phone_index'))
        batch_op.drop_index(batch_op.f('ix_person_birth_on'))

    op.drop_table('person')
    op.drop_table('chore')
