"""`paiqin`, save that a server of it is killed as soon as it has committed a new job, before it answers.

python benchmarks/strain/dying_server.py serve …
"""

from __future__ import annotations

import os
import signal
import sys

from api.cli.main import main
from api.jobs.job import Job, NewJob
from api.jobs.queue import Queue

TAKE_IN = Queue.hand_in


def hand_in(queue: Queue, new: NewJob) -> tuple[Job, bool]:
    job, is_new = TAKE_IN(queue, new)
    if is_new:
        os.kill(os.getpid(), signal.SIGKILL)
    return job, is_new


if __name__ == "__main__":
    setattr(Queue, "hand_in", hand_in)  # noqa: B010  a method of the product, which knows nothing of this
    sys.exit(main(sys.argv[1:]))
