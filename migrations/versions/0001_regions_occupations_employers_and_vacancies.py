"""regions occupations employers and vacancies"""

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('actor_kind', sa.String(length=8), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('noun', sa.String(length=20), nullable=False),
    sa.Column('noun_id', sa.Integer(), nullable=False),
    sa.Column('verb', sa.String(length=20), nullable=False),
    sa.Column('old_state', sa.String(length=20), nullable=True),
    sa.Column('new_state', sa.String(length=20), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('fields', sa.String(length=200), nullable=False),
    sa.CheckConstraint("(actor_kind = 'account') = (account_id IS NOT NULL)", name=op.f('ck_event_account_named')),
    sa.CheckConstraint("actor_kind IN ('system', 'operator', 'account')", name=op.f('ck_event_actor_kind')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event'))
    )
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.create_index('ix_event_noun_noun_id', ['noun', 'noun_id'], unique=False)

    op.create_table('industry',
    sa.Column('code', sa.String(length=5), nullable=False),
    sa.Column('version', sa.String(length=4), nullable=False),
    sa.Column('title', sa.String(length=250), nullable=False),
    sa.Column('section', sa.String(length=1), nullable=False),
    sa.Column('parent_code', sa.String(length=5), nullable=True),
    sa.ForeignKeyConstraint(['parent_code'], ['industry.code'], name=op.f('fk_industry_parent_code')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_industry'))
    )
    with op.batch_alter_table('industry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_industry_parent_code'), ['parent_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_industry_section'), ['section'], unique=False)

    op.create_table('occupation',
    sa.Column('code', sa.String(length=6), nullable=False),
    sa.Column('title_id', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=False),
    sa.Column('parent_code', sa.String(length=6), nullable=True),
    sa.CheckConstraint('length(code) IN (1, 2, 3, 4, 6)', name=op.f('ck_occupation_code_length')),
    sa.ForeignKeyConstraint(['parent_code'], ['occupation.code'], name=op.f('fk_occupation_parent_code')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_occupation'))
    )
    with op.batch_alter_table('occupation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_occupation_parent_code'), ['parent_code'], unique=False)

    op.create_table('region',
    sa.Column('code', sa.String(length=13), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('level', sa.String(length=8), nullable=False),
    sa.Column('parent_code', sa.String(length=13), nullable=True),
    sa.CheckConstraint("level IN ('province', 'regency', 'district', 'village')", name=op.f('ck_region_level')),
    sa.ForeignKeyConstraint(['parent_code'], ['region.code'], name=op.f('fk_region_parent_code')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_region'))
    )
    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_region_level'), ['level'], unique=False)
        batch_op.create_index(batch_op.f('ix_region_parent_code'), ['parent_code'], unique=False)

    op.create_table('search_job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('index_name', sa.String(length=20), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_job'))
    )
    op.create_table('employer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('slug', sa.String(length=180), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('nib', sa.String(length=13), nullable=True),
    sa.Column('industry_code', sa.String(length=5), nullable=True),
    sa.Column('industry_version', sa.String(length=4), nullable=False),
    sa.Column('region_code', sa.String(length=13), nullable=True),
    sa.Column('address', sa.String(length=250), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('website', sa.String(length=200), nullable=False),
    sa.Column('is_mou_partner', sa.Boolean(), nullable=False),
    sa.Column('verified_at', sa.DateTime(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("status IN ('active', 'suspended')", name=op.f('ck_employer_status')),
    sa.CheckConstraint('nib IS NULL OR length(nib) = 13', name=op.f('ck_employer_nib_length')),
    sa.ForeignKeyConstraint(['industry_code'], ['industry.code'], name=op.f('fk_employer_industry_code')),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_employer_region_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employer')),
    sa.UniqueConstraint('nib', name=op.f('uq_employer_nib'))
    )
    with op.batch_alter_table('employer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_employer_name'), ['name'], unique=False)

    op.create_table('minimum_wage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('region_code', sa.String(length=13), nullable=False),
    sa.Column('industry_code', sa.String(length=5), nullable=False),
    sa.Column('monthly', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.CheckConstraint('monthly > 0', name=op.f('ck_minimum_wage_positive')),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_minimum_wage_region_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minimum_wage')),
    sa.UniqueConstraint('year', 'region_code', 'industry_code', name=op.f('uq_minimum_wage_year_region_code_industry_code'))
    )
    op.create_table('vacancy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('company', sa.String(length=160), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=True),
    sa.Column('source_id', sa.String(length=80), nullable=True),
    sa.Column('source_url', sa.String(length=300), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('category', sa.String(length=160), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('benefits', sa.Text(), nullable=False),
    sa.Column('occupation_code', sa.String(length=6), nullable=True),
    sa.Column('industry_code', sa.String(length=5), nullable=True),
    sa.Column('contract_months', sa.Integer(), nullable=True),
    sa.Column('place_text', sa.String(length=160), nullable=False),
    sa.Column('work_address', sa.String(length=250), nullable=False),
    sa.Column('male', sa.Integer(), nullable=False),
    sa.Column('female', sa.Integer(), nullable=False),
    sa.Column('either', sa.Integer(), nullable=False),
    sa.Column('wage_min', sa.Integer(), nullable=True),
    sa.Column('wage_max', sa.Integer(), nullable=True),
    sa.Column('wage_period', sa.String(length=5), nullable=True),
    sa.Column('wage_kind', sa.String(length=9), nullable=True),
    sa.Column('wage_monthly', sa.Integer(), nullable=True),
    sa.Column('skills', sa.Text(), nullable=False),
    sa.Column('experience_months', sa.Integer(), nullable=True),
    sa.Column('age_min', sa.Integer(), nullable=True),
    sa.Column('age_max', sa.Integer(), nullable=True),
    sa.Column('conditions', sa.String(length=250), nullable=False),
    sa.Column('justification', sa.String(length=500), nullable=False),
    sa.Column('apply_via', sa.String(length=8), nullable=False),
    sa.Column('apply_note', sa.String(length=500), nullable=False),
    sa.Column('karirhub_number', sa.String(length=40), nullable=True),
    sa.Column('karirhub_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('published_at', sa.DateTime(), nullable=True),
    sa.Column('closes_on', sa.Date(), nullable=True),
    sa.Column('closed_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("(age_min IS NULL AND age_max IS NULL AND conditions = '') OR justification <> ''", name=op.f('ck_vacancy_conditions_justified')),
    sa.CheckConstraint("(source IS NULL AND source_id IS NULL AND employer_id IS NOT NULL) OR (source IS NOT NULL AND source_id IS NOT NULL AND apply_via = 'source')", name=op.f('ck_vacancy_own_or_imported')),
    sa.CheckConstraint("(status IN ('expired', 'filled', 'withdrawn', 'rejected')) = (closed_at IS NOT NULL)", name=op.f('ck_vacancy_closed_has_date')),
    sa.CheckConstraint("apply_via IN ('portal', 'office', 'employer', 'source')", name=op.f('ck_vacancy_apply_via')),
    sa.CheckConstraint("status IN ('draft', 'submitted', 'returned', 'published', 'rejected', 'withdrawn', 'suspended', 'filled', 'expired')", name=op.f('ck_vacancy_status')),
    sa.CheckConstraint("status NOT IN ('published', 'expired', 'filled', 'suspended') OR (closes_on IS NOT NULL AND (status = 'suspended' OR published_at IS NOT NULL))", name=op.f('ck_vacancy_published_has_dates')),
    sa.CheckConstraint("wage_kind IS NULL OR wage_kind IN ('wage', 'allowance')", name=op.f('ck_vacancy_wage_kind')),
    sa.CheckConstraint("wage_period IS NULL OR wage_period IN ('month', 'day', 'hour', 'piece')", name=op.f('ck_vacancy_wage_period')),
    sa.CheckConstraint('(wage_period IS NULL) = (wage_min IS NULL AND wage_max IS NULL) AND (wage_period IS NULL) = (wage_kind IS NULL)', name=op.f('ck_vacancy_wage_whole')),
    sa.CheckConstraint('male >= 0 AND female >= 0 AND either >= 0', name=op.f('ck_vacancy_headcount_positive')),
    sa.CheckConstraint('source IS NOT NULL OR male + female + either > 0', name=op.f('ck_vacancy_headcount_stated')),
    sa.CheckConstraint('wage_min IS NULL OR wage_max IS NULL OR wage_min <= wage_max', name=op.f('ck_vacancy_wage_order')),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_vacancy_employer_id')),
    sa.ForeignKeyConstraint(['industry_code'], ['industry.code'], name=op.f('fk_vacancy_industry_code')),
    sa.ForeignKeyConstraint(['occupation_code'], ['occupation.code'], name=op.f('fk_vacancy_occupation_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vacancy')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_vacancy_source_source_id'))
    )
    with op.batch_alter_table('vacancy', schema=None) as batch_op:
        batch_op.create_index('ix_vacancy_employer_id_board', ['employer_id', 'status', 'closes_on', 'male', 'female', 'either'], unique=False)
        batch_op.create_index('ix_vacancy_status_closes_on', ['status', 'closes_on'], unique=False)
        batch_op.create_index('ix_vacancy_status_published_at', ['status', 'published_at', 'id'], unique=False)

    op.create_table('vacancy_education',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.String(length=13), nullable=False),
    sa.Column('origin', sa.String(length=6), nullable=False),
    sa.CheckConstraint("origin IN ('stated', 'read')", name=op.f('ck_vacancy_education_origin')),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_education_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vacancy_education')),
    sa.UniqueConstraint('vacancy_id', 'level', name=op.f('uq_vacancy_education_vacancy_id_level'))
    )
    op.create_table('vacancy_employment_type',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('origin', sa.String(length=6), nullable=False),
    sa.CheckConstraint("code IN ('penuh', 'kontrak', 'paruh', 'harian', 'magang')", name=op.f('ck_vacancy_employment_type_code')),
    sa.CheckConstraint("origin IN ('stated', 'read')", name=op.f('ck_vacancy_employment_type_origin')),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_employment_type_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vacancy_employment_type')),
    sa.UniqueConstraint('vacancy_id', 'code', name=op.f('uq_vacancy_employment_type_vacancy_id_code'))
    )
    op.create_table('vacancy_place',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('region_code', sa.String(length=13), nullable=False),
    sa.Column('origin', sa.String(length=6), nullable=False),
    sa.CheckConstraint("origin IN ('stated', 'read')", name=op.f('ck_vacancy_place_origin')),
    sa.ForeignKeyConstraint(['region_code'], ['region.code'], name=op.f('fk_vacancy_place_region_code')),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_place_vacancy_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vacancy_place')),
    sa.UniqueConstraint('vacancy_id', 'region_code', name=op.f('uq_vacancy_place_vacancy_id_region_code'))
    )
    with op.batch_alter_table('vacancy_place', schema=None) as batch_op:
        batch_op.create_index('ix_vacancy_place_region_code', ['region_code', 'vacancy_id'], unique=False)



def downgrade():
    with op.batch_alter_table('vacancy_place', schema=None) as batch_op:
        batch_op.drop_index('ix_vacancy_place_region_code')

    op.drop_table('vacancy_place')
    op.drop_table('vacancy_employment_type')
    op.drop_table('vacancy_education')
    with op.batch_alter_table('vacancy', schema=None) as batch_op:
        batch_op.drop_index('ix_vacancy_status_published_at')
        batch_op.drop_index('ix_vacancy_status_closes_on')
        batch_op.drop_index('ix_vacancy_employer_id_board')

    op.drop_table('vacancy')
    op.drop_table('minimum_wage')
    with op.batch_alter_table('employer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_employer_name'))

    op.drop_table('employer')
    op.drop_table('search_job')
    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_region_parent_code'))
        batch_op.drop_index(batch_op.f('ix_region_level'))

    op.drop_table('region')
    with op.batch_alter_table('occupation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_occupation_parent_code'))

    op.drop_table('occupation')
    with op.batch_alter_table('industry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_industry_section'))
        batch_op.drop_index(batch_op.f('ix_industry_parent_code'))

    op.drop_table('industry')
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.drop_index('ix_event_noun_noun_id')

    op.drop_table('event')
