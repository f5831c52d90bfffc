"""A head covers every row, and one row is proven under it without the others."""

from __future__ import annotations

import hashlib

from merkle_paths import root_by_path

from coder.cli.main import main
from coder.coding.acts import Desk
from coder.model.journal.change import canonical
from coder.model.journal.merkle import leaf_hash
from coder.model.text import Span
from coder.record.proof.heads import heads, prove


def test_each_row_is_proven_and_an_act_moves_the_root(study):
    before = heads(study.reader)[0]
    Desk(study).code(study.transcript("firm-a"), Span(30, 40), ["cert"])
    (head,) = heads(study.reader)
    assert (head.number, head.hash) == study.journal.head()
    assert head.root != before.root
    for number in range(1, head.number + 1):
        proof = prove(study.reader, head.replica, number)
        assert proof is not None
        assert hashlib.sha256(canonical(proof.row).encode()).hexdigest() == proof.hash
        leaf, path = leaf_hash(bytes.fromhex(proof.hash)), [bytes.fromhex(one) for one in proof.path]
        root = root_by_path(leaf, number - 1, head.number, path)
        assert root is not None
        assert root.hex() == head.root
    assert prove(study.reader, head.replica, head.number + 1) is None


def test_the_command_prints_a_proof_or_says_which_change_is_the_last(study, capsys):
    last = study.journal.head()[0]
    run = lambda number: main(["--study", str(study.path.parent), "--coder", "甲", "verify", "--prove", str(number)])  # noqa: E731
    assert run(1) == 0
    assert heads(study.reader)[0].root in capsys.readouterr().out
    assert run(last + 1) != 0
    assert f"#{last}" in capsys.readouterr().err
