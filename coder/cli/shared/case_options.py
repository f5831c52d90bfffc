"""Options that speak of the cases' attributes: by which to count, and which values to keep."""

from __future__ import annotations

import click

from coder.i18n import _


def _pairs(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return attribute and value of each ATTR=VALUE; a value may begin with another sign than =."""
    from coder.model.case_condition import read_where

    pairs = []
    for text in values:
        if (pair := read_where(text)) is None:
            raise click.BadParameter(_("{text} is not ATTR=VALUE").format(text=text))
        pairs.append(pair)
    return tuple(pairs)


def _joined(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> str | None:
    """Return the attributes as one text, set apart by commas."""
    return ",".join(values) or None


by_option = click.option(
    "--by",
    "attribute",
    multiple=True,
    metavar="ATTRIBUTE",
    callback=_joined,
    help=_("Also count by a case attribute; separate several by commas, numbers are grouped"),
)
where_option = click.option(
    "--where",
    multiple=True,
    metavar="ATTR=VALUE",
    callback=_pairs,
    help=_("Only cases with this attribute; numbers and dates also with >=, <=, >, < and !="),
)
