"""What a screen needs of the program that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen

if TYPE_CHECKING:
    from coder.coding.acts import Desk
    from coder.language.readings import Reading
    from coder.language.words import Segmenter
    from coder.model.counting.passage_filters import Filters
    from coder.model.project import OpenTranscript
    from coder.model.text import Span
    from coder.record.study import Study
    from coder.suggestions.adviser import Adviser
    from coder.transcripts.placement import LostEntry
    from coder.tui.settings.preferences import Settings


ALOUD = "aloud"
"""The group of the workers that read names aloud."""


class Host(Protocol):
    """The program as its screens know it."""

    study: Study
    settings: Settings
    readings: dict[str, Reading]
    adviser: Adviser
    layer: str
    filters: Filters

    @property
    def desk(self) -> Desk:
        """The coder's desk."""

    @property
    def segmenter(self) -> Segmenter:
        """Finds words."""

    def read_names(self) -> None:
        """Take over how the codes' names are read aloud."""

    def read_aloud(self, names: Iterable[str]) -> dict[str, Reading]:
        """Return how names are read aloud, as far as that is known."""

    def advise(self) -> None:
        """Build the model of suggestions, unless it knows all that happened."""

    def learn(self, document: OpenTranscript, changes: Sequence[tuple[object, object]]) -> None:
        """Let the model learn what an act of the coder changed on a transcript."""

    def give_way(self) -> None:
        """Let a thread that works beside the screen go on only while nobody types."""

    def open_transcript(
        self, key: str, caret: int | None = None, hits: Sequence[Span] = (), lost: LostEntry | None = None
    ) -> None:
        """Show a transcript, or the likeliest place of a `lost` anchor in it."""

    def action_visit(self, place: str) -> None:
        """Show one of the other screens."""

    def show_home(self) -> None:
        """Go back to the list."""

    def change_view(self) -> None:
        """Change between a transcript as one reads it and as it stands in the file."""

    def change_keys(self, changes: Mapping[str, str | None]) -> None:
        """Give commands other keys, or their own again for None."""

    def action_next_theme(self) -> None:
        """Change to the next theme."""

    def action_toggle_language(self) -> None:
        """Change between Chinese and English."""

    async def run_on(self, screen: Screen[Any], action: str) -> None:
        """Run an action where it is at home."""
