"""The list of sources: what is read from it, and which mistakes are named how."""

import pytest

from ingest.fetch.sources import Manners, SourceError, load_sources
from kplan.fetching import SOURCES

GOOD = "sources: [{id: a, kind: page, url: 'https://example.org/', match: plan}]"


def loaded(tmp_path, text):
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    return load_sources(tmp_path / "sources.yml")


def test_a_source_and_manners_are_read(tmp_path):
    sources, manners = loaded(tmp_path, GOOD + "\nmanners: {attempts: 2, delay_seconds: 5}")
    assert sources[0].url == "https://example.org/" and (manners.attempts, manners.delay_seconds) == (2, 5)
    assert loaded(tmp_path, "sources:\n")[0] == () and loaded(tmp_path, GOOD)[1] == Manners()


def test_the_shipped_list_asks_nobody():
    assert load_sources(SOURCES)[0] == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[]", "sources"),
        ("sources: {a: 1}", "sources"),
        ("sources: [1]", r"sources\[0\]"),
        ("sources: [{id: a, kind: page, match: x}]", "url"),
        (GOOD.replace("page", "ftp"), "kind"),
        (GOOD.replace("https", "file"), "url"),
        (GOOD.replace("match: plan", "match: '('"), "match"),
        (GOOD.replace(", match: plan", ""), "match"),
        (GOOD.replace("id: a", "id: ../a"), "id"),
        (GOOD.replace("id: a", "ids: a"), "ids"),
        (GOOD + "\nmanners: {attempts: many}", "attempts"),
        (GOOD + "\nmanners: {patience: 1}", "patience"),
        (GOOD[:-1] + ", {id: a, kind: page, url: 'https://example.org/2', match: x}]", "twice"),
        ("sources: [", "YAML"),
    ],
)
def test_mistakes_name_the_file_and_the_key(tmp_path, text, word):
    with pytest.raises(SourceError, match=rf"sources\.yml.*{word}"):
        loaded(tmp_path, text)


def test_no_list_is_said(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        load_sources(tmp_path / "none.yml")
