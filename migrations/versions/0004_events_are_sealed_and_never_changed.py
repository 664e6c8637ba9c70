"""events are sealed and never changed"""

import sqlalchemy as sa
from alembic import op

from app.gateways.append_only import protect, release


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('event_reason',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.CheckConstraint("text <> ''", name=op.f('ck_event_reason_text_stated')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_event_reason_event_id')),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_event_reason'))
    )
    op.create_table('event_seal',
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.LargeBinary(length=32), nullable=False),
    sa.CheckConstraint('length(digest) = 32', name=op.f('ck_event_seal_digest_length')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_event_seal_event_id')),
    sa.PrimaryKeyConstraint('position', name=op.f('pk_event_seal')),
    sa.UniqueConstraint('event_id', name=op.f('uq_event_seal_event_id'))
    )
    op.execute("INSERT INTO event_reason (event_id, text) SELECT id, reason FROM event WHERE reason <> ''")
    with op.batch_alter_table('event') as batch_op:
        batch_op.drop_column('reason')
        batch_op.create_index('ix_event_at', ['at'], unique=False)
        batch_op.create_index('ix_event_account_id', ['account_id'], unique=False)
    protect(op.get_bind())


def downgrade():
    release(op.get_bind())
    op.drop_table('event_seal')
    with op.batch_alter_table('event') as batch_op:
        batch_op.drop_index('ix_event_account_id')
        batch_op.drop_index('ix_event_at')
        batch_op.add_column(sa.Column('reason', sa.String(length=500), nullable=False, server_default=''))
    op.execute(
        "UPDATE event SET reason = (SELECT substr(text, 1, 500) FROM event_reason WHERE event_id = event.id)"
        " WHERE id IN (SELECT event_id FROM event_reason)"
    )
    op.drop_table('event_reason')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION IF EXISTS refuse_change()')
