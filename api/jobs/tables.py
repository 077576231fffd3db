"""The tables of a database of jobs."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(column_0_label)s",
    }
)

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String(32), primary_key=True),
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
    Column("summary", JSON),
    Column("background", Boolean, nullable=False),
    Column("incumbent", Text),
    Column("outcome", Text),
    Column("faults", JSON),
    Column("events", Integer, nullable=False),
    Unique("owner", "idempotency_key"),
    Index("ix_jobs_state_created", "state", "created"),
    Index("ix_jobs_owner_created", "owner", "created", "id"),
    Index("ix_jobs_owner_digest", "owner", "digest"),
)
"""One row a job. Clock times are the database's, in seconds since 1970; documents and outcomes are JSON texts."""

EVENTS = Table(
    "events",
    METADATA,
    Column("job", ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("what", String(12), nullable=False),
    Column("stated", JSON, nullable=False),
    Column("at", Float, nullable=False),
)
"""What happened to a job, numbered from 1 without gaps."""

BATCHES = Table(
    "batches",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("idempotency_key", String(255)),
    Column("request_digest", String(64), nullable=False),
    Column("name", String(120), nullable=False),
    Column("document", Text),
    Column("lang", String(2), nullable=False),
    Column("state", String(12), nullable=False),
    Column("created", Float, nullable=False),
    Column("ended", Float),
    Unique("owner", "idempotency_key"),
    Index("ix_batches_state", "state"),
    Index("ix_batches_owner_created", "owner", "created", "id"),
)
"""One row a batch. Its document is a JSON text; there is none where who handed it in takes it further."""

ITEMS = Table(
    "items",
    METADATA,
    Column("batch", ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("labels", JSON, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("job", ForeignKey("jobs.id", ondelete="SET NULL"), index=True),
)
"""The scenarios of a batch that have been handed in, each with its job; several may share one."""

KEYS = Table(
    "keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("owner", String(64), nullable=False),
    Column("scopes", String(64), nullable=False),
    Column("created", Float, nullable=False),
)
"""API keys by their hash; the key itself is shown once and kept nowhere."""
