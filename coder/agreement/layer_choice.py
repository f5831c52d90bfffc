"""The layer that a count is made on: everybody's codings, one coder's, what several share, or what was settled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from coder.agreement.layer_pieces import alike_apart, closed_apart, settled_apart
from coder.errors import CoderError
from coder.i18n import _
from coder.model.counting.layers import ANY, CODER, SETTLED, coder_of, least_of, mixed
from coder.record import settings
from coder.record.study import Study
from coder.record.veil import layering
from coder.record.veil.blindness import blind_hint, coder_named, require_seen


@contextmanager
def layered(study: Study, wanted: str = "") -> Iterator[Study]:
    """Let a study be counted on a layer: `settled`, `coder:NAME`, `any`, `k:2`.

    Where none is asked for, the study's setting says which. Where that names none, transcripts whose adjudication is
    closed count as settled and the others by any coder.
    """
    with _laid(study, wanted.strip()) as name:
        study.layer, before = name, study.layer
        try:
            yield study
        finally:
            study.layer = before


@contextmanager
def _laid(study: Study, wanted: str) -> Iterator[str]:
    if not wanted and study.seen is None:
        wanted = settings.value(study.reader, "layer")
    if study.layer or wanted == ANY or (not wanted and study.seen is not None):
        yield study.layer
    elif named := coder_of(wanted):
        coder = coder_named(study.project(), named)
        require_seen(study, coder)
        with nullcontext() if study.seen is not None else layering.of_coder(study, coder):
            yield f"{CODER}{coder}"
    elif not wanted:
        with _by_default(study) as name:
            yield name
    else:
        _require_layer(study, wanted)
        apart = settled_apart(study) if wanted == SETTLED else alike_apart(study, least_of(wanted))
        with layering.of_pieces(study, apart):
            yield wanted


def _require_layer(study: Study, wanted: str) -> None:
    if wanted != SETTLED and least_of(wanted) < 1:
        raise CoderError(
            _("no layer {name}").format(name=wanted), _("there are: settled, coder:NAME, any, k:2 (two coders alike)")
        )
    if study.seen is not None:
        raise CoderError(_("you code blind: this layer would show what others coded"), blind_hint(study))


@contextmanager
def _by_default(study: Study) -> Iterator[str]:
    closed = closed_apart(study)
    if not closed:
        yield ""
        return
    with layering.of_pieces(study, closed):
        yield mixed(len(closed), len(study.project().transcripts))
