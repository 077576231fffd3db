"""Jobs, their events, and API keys."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Boolean, Column, Float, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, Text
from sqlalchemy import UniqueConstraint as Unique

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "jobs",
        Column("id", String(32), nullable=False),
        Column("owner", String(64), nullable=False),
        Column("idempotency_key", String(255)),
        Column("request_digest", String(64), nullable=False),
        Column("digest", String(64), nullable=False),
        Column("document", Text, nullable=False),
        Column("lang", String(2), nullable=False),
        Column("cores", Integer, nullable=False),
        Column("budget_seconds", Float, nullable=False),
        Column("state", String(12), nullable=False),
        Column("stop_asked", Boolean, nullable=False),
        Column("fence", Integer, nullable=False),
        Column("worker", String(255)),
        Column("lease_until", Float),
        Column("crashes", Integer, nullable=False),
        Column("losses", Integer, nullable=False),
        Column("created", Float, nullable=False),
        Column("started", Float),
        Column("ended", Float),
        Column("levels", JSON),
        Column("bounds", JSON),
        Column("incumbent", Text),
        Column("outcome", Text),
        Column("faults", JSON),
        Column("events", Integer, nullable=False),
        PrimaryKeyConstraint("id", name="pk_jobs"),
        Unique("owner", "idempotency_key", name="uq_jobs_owner"),
    )
    op.create_index("ix_jobs_state_created", "jobs", ["state", "created"])
    op.create_index("ix_jobs_owner_created", "jobs", ["owner", "created", "id"])
    op.create_table(
        "events",
        Column("job", String(32), nullable=False),
        Column("number", Integer, nullable=False, autoincrement=False),
        Column("what", String(12), nullable=False),
        Column("stated", JSON, nullable=False),
        Column("at", Float, nullable=False),
        PrimaryKeyConstraint("job", "number", name="pk_events"),
        ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_events_job_jobs", ondelete="CASCADE"),
    )
    op.create_table(
        "keys",
        Column("id", String(16), nullable=False),
        Column("hash", String(64), nullable=False),
        Column("owner", String(64), nullable=False),
        Column("scopes", String(64), nullable=False),
        Column("created", Float, nullable=False),
        PrimaryKeyConstraint("id", name="pk_keys"),
        Unique("hash", name="uq_keys_hash"),
    )
