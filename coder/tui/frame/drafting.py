"""What editors have in common: whatever way they are left, the draft is kept to the last character."""

from __future__ import annotations

from coder.i18n import _
from coder.record.drafts import UnkeptError


class Drafting:
    """An editor whose text is not saved yet."""

    _is_unkept = _was_asked = False

    def keep_draft(self) -> None:
        """Keep what is written now. Raises UnkeptError where it cannot be written."""
        raise NotImplementedError

    def try_to_keep(self) -> bool:
        """Keep what is written now, and tell whether that was done; say once that it cannot be."""
        try:
            self.keep_draft()
        except UnkeptError as error:
            if not self._is_unkept:
                self.tell(error.message)
            self._is_unkept = True
            return False
        self._is_unkept = self._was_asked = False
        return True

    def may_leave(self) -> bool:
        """Keep what is written; where that fails, it is left only by who asks twice."""
        if self.try_to_keep() or self._was_asked:
            return True
        self._was_asked = True
        self.tell(_("no draft can be kept: copy what you typed; the same key again leaves without it"))
        return False

    def taken(self) -> None:
        """Let go of the draft where what was written is saved now."""

    def tell(self, sentence: str) -> None:
        """Say something to who is writing."""
        raise NotImplementedError
