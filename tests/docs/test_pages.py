"""The papers: links lead somewhere, both languages have the same pages, the reference is that of the commands."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from benchmarks.reference import PAGES as REFERENCE
from benchmarks.reference import written

from .handbook import DOCS, LANGUAGES, PAGES, ROOT, anchors, links, named


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_to_files_and_headings(page):
    broken = [link for link in links(page) if "://" not in link and not _leads_somewhere(page, unquote(link))]
    assert broken == []


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _hash, heading = link.partition("#")
    target = Path(os.path.normpath(page.parent / name)) if name else page
    return target.exists() and target.is_relative_to(ROOT) and (not heading or heading in anchors(target))


@pytest.mark.parametrize("page", [p for p in PAGES if p.name != "CHANGELOG.md"], ids=named)
def test_files_of_the_program_that_are_named_exist(page):
    named_files = re.findall(r"`((?:coder|tests|benchmarks)/[\w/.]+)`", page.read_text("utf-8"))
    assert [name for name in named_files if not (ROOT / name).exists()] == []


def test_both_languages_have_the_same_pages():
    english, chinese = ({page.name for page in (DOCS / language).iterdir()} for language in LANGUAGES)
    assert english
    assert english == chinese


def test_the_index_leads_to_every_page():
    index = DOCS / "README.md"
    reached = {Path(os.path.normpath(DOCS / link.partition("#")[0])) for link in links(index)}
    assert [named(page) for page in DOCS.rglob("*.md") if page not in reached | {index}] == []


def test_the_readme_is_one_page():
    assert len((ROOT / "README.md").read_text("utf-8").split()) <= 600


@pytest.mark.parametrize(("name", "language"), REFERENCE)
def test_the_reference_says_what_the_program_says(name, language):
    """WHEN a command or key has changed THEN `make reference` writes the page again."""
    assert REFERENCE[name, language].read_text("utf-8") == written(name, language)
