"""Batches and their items; of a job its summary, and whether it works in the background."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Boolean, Column, Float, ForeignKeyConstraint, PrimaryKeyConstraint, String, Text, false
from sqlalchemy import UniqueConstraint as Unique

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the tables and columns."""
    op.add_column("jobs", Column("summary", JSON))
    op.add_column("jobs", Column("background", Boolean, nullable=False, server_default=false()))
    op.create_table(
        "batches",
        Column("id", String(32), nullable=False),
        Column("owner", String(64), nullable=False),
        Column("idempotency_key", String(255)),
        Column("request_digest", String(64), nullable=False),
        Column("name", String(120), nullable=False),
        Column("document", Text),
        Column("lang", String(2), nullable=False),
        Column("state", String(12), nullable=False),
        Column("created", Float, nullable=False),
        Column("ended", Float),
        PrimaryKeyConstraint("id", name="pk_batches"),
        Unique("owner", "idempotency_key", name="uq_batches_owner"),
    )
    op.create_index("ix_batches_state", "batches", ["state"])
    op.create_index("ix_batches_owner_created", "batches", ["owner", "created", "id"])
    op.create_table(
        "items",
        Column("batch", String(32), nullable=False),
        Column("key", String(64), nullable=False),
        Column("labels", JSON, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("job", String(32)),
        PrimaryKeyConstraint("batch", "key", name="pk_items"),
        ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_items_batch_batches", ondelete="CASCADE"),
        ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_items_job_jobs", ondelete="SET NULL"),
    )
    op.create_index("ix_items_job", "items", ["job"])
    op.create_index("ix_jobs_owner_digest", "jobs", ["owner", "digest"])
