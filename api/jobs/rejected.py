"""Plans of jobs on which the solver and the check disagree, kept in files where an operator finds them."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from api.exchange.rejected_form import rejected_text
from api.exchange.scenarios import scenario_of
from api.jobs.job import Claim
from api.jobs.own_folder import own_folder
from solver.solve import Rejected

VARIABLE = "PAIQIN_REJECTED"
"""In the environment: the folder to keep them in, `rejected` in the user's own folder where it names none."""

LOG = logging.getLogger(__name__)


def keep_rejected(claim: Claim, rejected: Rejected) -> None:
    """Writes a job's rejected plan with both verdicts, for this user only to read, and tells the log where.

    A job that is tried again writes its file again. A file that cannot be written is told to the log: the job ends all
    the same.
    """
    text = rejected_text(rejected, scenario_of(json.loads(claim.document)).scenario, job=claim.id)
    try:
        path = _folder() / f"rejected-{claim.id}.json"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except (OSError, RuntimeError) as error:
        LOG.error("job %s: the rejected plan cannot be kept, see %s: %s", claim.id, VARIABLE, error)
    else:
        LOG.error("job %s: the rejected plan and both verdicts are in %s", claim.id, path)


def _folder() -> Path:
    """The folder, made where it is not there. Raises OSError, or RuntimeError where the user has no home."""
    stated = os.environ.get(VARIABLE)
    folder = Path(stated).absolute() if stated else own_folder() / "rejected"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
