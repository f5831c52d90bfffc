"""How each shell is told our names: quoted, so that a name never runs as a command."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from coder.cli.shared.help_layout import COMPLETE

_BASH = """\
%(complete_func)s() {
    local line kind value current="${COMP_WORDS[COMP_CWORD]}"
    while IFS= read -r line; do
        kind="${line%%%%,*}" value="${line#*,}"
        case "$kind" in
            dir) COMPREPLY=(); compopt -o dirnames ;;
            file) COMPREPLY=(); compopt -o default ;;
            plain)
                case "$current" in
                    "'"*) value="${value//\\'/\\'\\\\\\'\\'}" ;;
                    '"'*)
                        [[ "$value" == *'!'* ]] && continue
                        value="${value//\\\\/\\\\\\\\}" value="${value//\\"/\\\\\\"}"
                        value="${value//\\$/\\\\\\$}" value="${value//\\`/\\\\\\`}"
                        # A quote at the end would pass for the closing one: that is written here.
                        [[ "$value" == *'"' ]] && value="$value\\"" ;;
                    *) printf -v value '%%q' "$value" ;;
                esac
                COMPREPLY+=("$value") ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" %(complete_var)s=bash_complete "$1")
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_FISH = """\
function %(complete_func)s
    for line in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \\
            COMP_CWORD=(commandline -t | string collect) %(prog_name)s)
        set -l parts (string split -m 1 "," -- $line)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf '%%s\\n' $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class _OneLineEach(ShellComplete):
    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return what can follow, without names that a shell would read as several lines."""
        return [item for item in super().get_completions(args, incomplete) if str(item.value).isprintable()]


class Bash(_OneLineEach, BashComplete):
    """Bash, which would insert a name as it stands."""

    source_template = _BASH


class Zsh(_OneLineEach, ZshComplete):
    """Zsh, which quotes what it inserts."""


class Fish(_OneLineEach, FishComplete):
    """Fish, which quotes what it inserts; a comma belongs to a name."""

    source_template = _FISH


SHELLS: dict[str, type[ShellComplete]] = {kind.name: kind for kind in (Bash, Zsh, Fish)}


def script(group: click.Command, shell: str) -> str:
    """Return the script that a shell evaluates."""
    return SHELLS[shell](group, {}, "coder", COMPLETE).source()


def answer(group: click.Command, instruction: str) -> int:
    """Answer a shell that completes a line, or asks for its script; return the exit status."""
    shell, _, wanted = instruction.partition("_")
    kind = SHELLS.get(shell)
    if kind is None or wanted not in ("complete", "source"):
        return 1
    helper = kind(group, {}, "coder", COMPLETE)
    click.echo(helper.complete() if wanted == "complete" else helper.source())
    return 0
