"""How a test that proves a promise tells its figures: a promise such as ``P1``, and what was measured."""

from collections.abc import Callable

Tell = Callable[[str, object], None]
"""pytest's ``record_property``; the figures are printed together at the end of the run."""
