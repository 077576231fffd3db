"""Run by alembic: the steps of one upgrade, on the connection that the upgrade is given."""

from __future__ import annotations

from alembic import context

from api.jobs.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
