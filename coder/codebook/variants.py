"""Words that count as one: the study's against the file's."""

from __future__ import annotations

from collections.abc import Sequence

from coder.codebook.yaml_sync import Difference
from coder.i18n import listed
from coder.model.codebook import Variant
from coder.record.entry import Put
from coder.record.proof.wanted_values import differences
from coder.record.study import Study


def load_variants(study: Study, variants: Sequence[Variant]) -> int:
    """Bring the study's variants to what the file says, as one act; return how many groups changed."""
    puts = variant_changes(study, variants)
    if puts:
        study.record(puts, "variants")
    return len(puts)


def variant_changes(study: Study, variants: Sequence[Variant]) -> list[Put]:
    """Return the changes to what the file says; a group that it does not name goes."""
    named = {variant.id for variant in variants}
    gone = [Put("variant", old, None) for old in study.project().variants if old.id not in named]
    return [*gone, *differences(study, "variant", variants)]


def variant_differences(study: Study, variants: Sequence[Variant] | None) -> tuple[Difference, ...]:
    """Return what the variants' file says otherwise than the study; a study may hold none without a file."""
    found = []
    for put in variant_changes(study, variants or ()):
        said, held = (listed(side.words) if side else None for side in (put.after, put.before))
        found.append(Difference("variant", put.key, put.key, "words" if said and held else "", said, held))
    return tuple(found)
