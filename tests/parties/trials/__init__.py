"""One trial of every verb of parties, for the table in ``tests.parties.matrix``.

Each does the verb once, about the municipality that ``Ground.mine`` is (or about ``provider``), by
the actor that is given; what it needs is made by the machine first. A new verb is one more entry.
"""

from __future__ import annotations

from tests.parties.trials import offices, people, regions
from tests.parties.trials.ground import Ground, Trial

TRIALS: dict[str, Trial] = {**regions.TRIALS, **people.TRIALS, **offices.TRIALS}

__all__ = ["TRIALS", "Ground"]
