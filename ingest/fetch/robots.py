"""The text of an origin's robots.txt in, may this address be asked and how long to pause out (RFC 9309)."""

from __future__ import annotations

from typing import NamedTuple

AGENT = "kplan"
LONGEST_DELAY = 60.0  # seconds; who asks for more is asked once a minute


class Rules(NamedTuple):
    """``text``: the file's. A client error (404 …) means no rules (2.3.1.3); a server error, that nothing may be asked
    (2.3.1.4).
    """

    text: str

    def allows(self, url: str) -> bool:
        return _parsed(self.text).can_fetch(url, AGENT)

    @property
    def delay(self) -> float:
        """Seconds between two requests that the file asks for; 0 where it asks for none."""
        return min(LONGEST_DELAY, _parsed(self.text).crawl_delay(AGENT) or 0.0)


NO_RULES = Rules("")


def _parsed(text: str):
    from protego import Protego

    return Protego.parse(text)
