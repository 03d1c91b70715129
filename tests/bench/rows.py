"""A measured figure as a row of the README's table: what, figure, target, met or missed."""

import sys


def row(what: str, figure: str, target: str, *, is_met: bool) -> None:
    """Print a row of Markdown."""
    sys.stdout.write(f"\n| {what} | {figure} | {target} | {'met' if is_met else 'missed'} |\n")
