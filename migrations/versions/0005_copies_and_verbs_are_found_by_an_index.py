"""copies and verbs are found by an index"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_vacancy_slug', 'vacancy', ['slug'], unique=False)
    op.create_index('ix_vacancy_beginning', 'vacancy', [sa.text('substr(description, 1, 80)')], unique=False)
    op.create_index('ix_vacancy_sample_reviewed_at', 'vacancy_sample', ['reviewed_at'], unique=False)
    op.create_index('ix_event_noun_at', 'event', ['noun', 'at'], unique=False)
    op.create_index('ix_event_verb_at', 'event', ['verb', 'at'], unique=False)


def downgrade():
    op.drop_index('ix_event_verb_at', table_name='event')
    op.drop_index('ix_event_noun_at', table_name='event')
    op.drop_index('ix_vacancy_sample_reviewed_at', table_name='vacancy_sample')
    op.drop_index('ix_vacancy_beginning', table_name='vacancy')
    op.drop_index('ix_vacancy_slug', table_name='vacancy')
