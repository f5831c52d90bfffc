"""What editors have in common: whatever way they are left, the draft is kept to the last character."""

from __future__ import annotations


class Drafting:
    """An editor whose text is not saved yet."""

    def keep_draft(self) -> None:
        """Keep what is written now."""
        raise NotImplementedError

    def taken(self) -> None:
        """Let go of the draft where what was written is saved now."""

    def tell(self, sentence: str) -> None:
        """Say something to who is writing."""
        raise NotImplementedError
