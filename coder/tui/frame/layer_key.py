"""The layer that a screen counts on, chosen by key: it holds for every screen that counts until another is chosen."""

from __future__ import annotations

from coder.i18n import _
from coder.model.counting.counting_words import whose
from coder.model.counting.layers import ANY, CODER, LEAST, SETTLED
from coder.record.study import Study
from coder.record.veil.blindness import notice
from coder.tui.frame.base import DeskScreen


class LayerScreen(DeskScreen):
    """A screen that counts; `recount` shows it on the layer of now."""

    @property
    def layer(self) -> str:
        """The layer that was chosen, empty for what stands where none was."""
        return self.coder_app.layer

    def recount(self) -> None:
        """Count again."""
        raise NotImplementedError

    def action_layer(self) -> None:
        """Ask whose codings are to be counted; a blind coder has no choice."""
        if told := notice(self.study):
            self.say(told, bad=True)
            return
        self.choose_one(_("Whose codings are counted?"), layers_of(self.study), self._chosen, self.layer)

    def _chosen(self, layer: str) -> None:
        self.coder_app.layer = layer
        self.recount()


def layers_of(study: Study) -> list[tuple[str, str]]:
    """Return the layers of a study with their names: as it stands, any coder, settled, two alike, each coder alone."""
    names = study.project().coders
    layers = [ANY, SETTLED, f"{LEAST}2", *(f"{CODER}{coder}" for coder in names)]
    default = _("as it stands: settled where adjudication is closed, else any coder")
    return [("", default), *((layer, whose(layer, names)) for layer in layers)]
