"""vacancies name a certificate and welcome disability"""

from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    # Added in place: copying the table would cost minutes, and an index of an expression with it.
    op.execute(
        'ALTER TABLE vacancy ADD COLUMN scheme_code VARCHAR(40)'
        ' CONSTRAINT fk_vacancy_scheme_code REFERENCES scheme (code)'
    )
    op.execute('ALTER TABLE vacancy ADD COLUMN open_to_disability BOOLEAN DEFAULT false NOT NULL')


def downgrade():
    op.execute('ALTER TABLE vacancy DROP COLUMN open_to_disability')
    op.execute('ALTER TABLE vacancy DROP COLUMN scheme_code')
