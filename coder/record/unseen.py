"""Nothing is overwritten unseen: a save says what it read, and is refused where something else stands by now."""

from __future__ import annotations

from coder.errors import UnseenError
from coder.i18n import _
from coder.record.study import Study


def require_seen(study: Study, key: str, read: str | None, stands: str) -> None:
    """Refuse to write over a text that the writer did not read; None says that nobody read it, as in bulk work."""
    if read is None or read.strip() == stands.strip():
        return
    last = study.journal.changes_of(key)
    by = study.project().coders.get(last[-1].coder, last[-1].coder) if last else ""
    raise UnseenError(
        _("{coder} has written here since you opened it").format(coder=by),
        _("look at both texts, and choose or join them"),
        stands,
        by,
    )
