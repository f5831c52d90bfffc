"""What cannot be done is said on the screen, wherever it comes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from textual.message import Message
from textual.message_pump import MessagePump

from coder.errors import CoderError

if TYPE_CHECKING:
    Base = MessagePump
else:
    Base = object


class Teller(Protocol):
    """A program that says why something could not be done."""

    def tell(self, error: CoderError) -> None:
        """Say it on the screen in use."""


class Telling(Base):
    """A screen, widget or program that goes on after an error that a person can act on.

    Textual stops a screen or widget for good when one of its handlers raises: it would never hear a key again.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except CoderError as error:
            cast("Teller", self.app).tell(error)
