"""Entry point: `coder` and `python -m coder`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from coder.cli.main import run

    run()


if __name__ == "__main__":
    main()
