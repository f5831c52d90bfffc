"""The chain of rows: what a hash covers, what a commitment hides, and what breaks either."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.model.journal.change import GENESIS, Change, change_hash, check_chain, commit, hashed

SALT = "00" * 16
_images = st.none() | st.text(max_size=12)


def chain(images: list[str | None], replica: str = "r") -> list[Change]:
    """Return a journal that gives one object these images, one after the other."""
    rows: list[Change] = []
    for number, image in enumerate(images, 1):
        last = rows[-1] if rows else None
        salt = "" if image is None else f"{number:032x}"
        row = Change(
            replica, number, number, "2026-01-01T00:00:00+08:00", "甲", f"code#{number}", "coding", "k",
            last and last.after, image, None, salt, "" if image is None else commit(salt, image),
            last.hash if last else "", last.hash if last else GENESIS, "",
        )  # fmt: skip
        rows.append(row._replace(hash=change_hash(hashed(row))))
    return rows


def test_a_commitment_is_the_hash_of_salt_and_image():
    # sha256 of sixteen zero bytes and "abc", as any tool gives it.
    assert commit(SALT, "abc") == "277e7ff6d232b9763f4a66e8d05d210da32dac9c6dbce1026ad4cc98acb5fefe"
    assert commit(SALT, "abc") != commit("01" * 16, "abc")


@given(st.lists(_images, max_size=8))
def test_any_journal_as_written_holds(images):
    assert list(check_chain(chain(images))) == []


@given(st.lists(_images, min_size=1, max_size=6), st.data())
def test_any_change_of_a_field_that_is_hashed_is_found(images, data):
    rows = chain(images)
    at = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from([n for n in Change._fields if n != "before"]))
    old = getattr(rows[at], name)
    new = old + 1 if isinstance(old, int) else f"{old or ''}0"
    rows[at] = rows[at]._replace(**{name: new})
    assert list(check_chain(rows))


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6), st.data())
def test_the_chain_holds_without_an_image_and_tells_that_it_is_not_there(images, data):
    rows = chain(images)
    at = data.draw(st.integers(0, len(rows) - 1))
    rows[at] = rows[at]._replace(after=None, salt="")
    assert list(check_chain(rows)) == [f"journal r #{at + 1}: it has a commitment, but no image"]


@given(st.lists(_images, min_size=2, max_size=6), st.data())
def test_a_row_taken_out_or_two_exchanged_are_found(images, data):
    rows = chain(images)
    at = data.draw(st.integers(0, len(rows) - 2))
    assert list(check_chain(rows[:at] + rows[at + 1 :]))
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    assert list(check_chain(rows))
