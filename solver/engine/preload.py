"""What the server of children loads before it forks any: every module, and the compiler's own start.

Compiling for the first time on a machine takes long; that is left to the first child, which can be stopped.
"""

from __future__ import annotations

import solver.engine.child  # noqa: F401
from solver.engine.state import price

price(0, 0, 0, 1, 1)
