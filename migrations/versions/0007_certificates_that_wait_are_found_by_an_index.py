"""certificates that wait are found by an index"""

from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_certificate_status_created_at', 'certificate', ['status', 'created_at', 'id'], unique=False)


def downgrade():
    op.drop_index('ix_certificate_status_created_at', table_name='certificate')
