"""The bytes of a web page or a feed in, its links with their titles out, in order, as absolute addresses."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

MOST = 5000  # links of one page; more is a trap


class Link(NamedTuple):
    url: str
    title: str


def links_of(data: bytes, base: str, kind: str) -> list[Link]:
    """``kind``: "page" (HTML) or "rss" (RSS 1/2, Atom). An empty list where nothing can be parsed."""
    found = _feed(data) if kind == "rss" else _page(data)
    seen: dict[str, Link] = {}
    for address, title in found[:MOST]:
        try:
            url = urldefrag(urljoin(base, address.strip())).url
        except ValueError:  # not an address at all
            continue
        if url not in seen or len(title) > len(seen[url].title):
            seen[url] = Link(url, " ".join(title.split())[:300])
    return list(seen.values())


def _page(data: bytes) -> list[tuple[str, str]]:
    from lxml import etree, html

    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError):
        return []
    found = []
    for a in tree.iter("a", "area"):
        if address := a.get("href"):
            found.append((address, " ".join([a.text_content(), a.get("title") or ""])))
    return found


def _feed(data: bytes) -> list[tuple[str, str]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return []
    if tree is None:
        return []
    found = []
    for entry in tree.xpath("//*[local-name()='item' or local-name()='entry']"):
        title = " ".join(entry.xpath("./*[local-name()='title']//text()"))
        for link in entry.xpath("./*[local-name()='link' or local-name()='enclosure']"):
            address = link.get("href") or link.get("url") or link.text
            if address:
                found.append((address, title))
    return found
