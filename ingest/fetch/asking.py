"""An address in, an answer out: asked politely (robots.txt, pauses, conditions, few repetitions) and within limits
(time, size, redirects, schemes). The body lies in a part file of the given folder; times are seconds, sizes bytes.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import socket
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from .robots import AGENT, NO_RULES, Rules
from .sources import Manners

PART = ".part-"  # prefix of files under way; what a killed visit left is cleared by the next
AGAIN = frozenset({"cut_off", "too_slow", "unreachable"})  # and the statuses below
STATUS_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
ROBOTS_BYTES = 1 << 20
LONGEST_PAUSE = 60.0  # seconds that a Retry-After is waited for


@dataclass(frozen=True, slots=True)
class Answer:
    """``kind``: "answered" (with body), "unchanged" (304), or one of the failures of ``journal.OUTCOMES``."""

    kind: str
    url: str
    status: int | None = None
    part: Path | None = None
    bytes: int | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    reason: str = ""
    attempts: int = 1
    retry_after: float = 0.0


@dataclass(slots=True)
class Asker:
    """Asks on behalf of one source. ``home`` is the source's own address: its host may lie in a private network."""

    manners: Manners
    home: str
    folder: Path
    proxies: Mapping[str, str] = field(default_factory=dict)
    _rules: dict[str, Rules] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self._session.trust_env = False  # no .netrc, no ambient proxy: what is told to servers is decided here
        self._session.headers.clear()
        said = f"{AGENT}/1.0 (+{self.manners.contact})" if self.manners.contact else f"{AGENT}/1.0"
        self._session.headers.update({"User-Agent": said, "Accept": "*/*", "Accept-Encoding": "identity"})

    def ask(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """Ask for ``url``, on condition where validators of an earlier answer are given; try again what may pass."""
        condition = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in condition.items() if value}
        for attempt in range(1, self.manners.attempts + 1):
            answer = replace(self._follow(url, headers), attempts=attempt)
            if not (answer.kind in AGAIN or (answer.kind == "http_error" and answer.status in STATUS_AGAIN)):
                break
            if attempt < self.manners.attempts:
                pause = max(self.manners.backoff_seconds * 2 ** (attempt - 1), answer.retry_after)
                time.sleep(min(LONGEST_PAUSE, pause))
        return answer

    def _follow(self, url: str, headers: Mapping[str, str]) -> Answer:
        seen = [url]
        while True:
            if why := self._forbidden(url):
                return Answer("refused_address", url, reason=why)
            rules = self._rules_for(url)
            if isinstance(rules, Answer):
                return replace(rules, url=url, reason=f"robots.txt: {rules.reason}")
            if not rules.allows(url):
                return Answer("robots", url, reason="robots.txt asks not to")
            answer, onwards = self._once(url, headers, rules.delay, self.manners.file_bytes)
            if onwards is None:
                return answer
            url = urljoin(url, onwards)
            if url in seen or len(seen) > self.manners.redirects:
                return Answer("redirects", url, answer.status, reason=" → ".join([*seen, url])[:500])
            seen.append(url)

    def _once(self, url: str, headers: Mapping[str, str], delay: float, most: int) -> tuple[Answer, str | None]:
        """One exchange; the second is where it redirects to."""
        host = urlsplit(url).netloc
        wait = self._asked.get(host, 0.0) + max(delay, self.manners.delay_seconds) - time.monotonic()
        time.sleep(max(0.0, wait if host in self._asked else 0.0))
        end = time.monotonic() + self.manners.answer_seconds
        try:
            with self._session.get(
                url,
                headers=dict(headers),
                stream=True,
                allow_redirects=False,
                timeout=self.manners.wait_seconds,
                proxies=dict(self.proxies),
            ) as response:
                status = response.status_code
                self._session.cookies.clear()
                if status in (301, 302, 303, 307, 308) and "Location" in response.headers:
                    return Answer("redirects", url, status), response.headers["Location"]
                if status == 304 and headers:
                    return Answer("unchanged", url, status), None
                if status != 200:
                    pause = _seconds(response.headers.get("Retry-After"))
                    return Answer("http_error", url, status, reason=f"status {status}", retry_after=pause), None
                return self._body(response, url, end, most), None
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as e:
            return Answer("too_slow", url, reason=_short(e)), None
        except (requests.exceptions.ChunkedEncodingError, urllib3.exceptions.ProtocolError) as e:
            return Answer("cut_off", url, reason=_short(e)), None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as e:
            if isinstance(e, OSError) and e.errno == 28:  # no space left: no matter of the server's
                raise
            return Answer("unreachable", url, reason=_short(e)), None
        finally:
            self._asked[host] = time.monotonic()

    def _body(self, response: requests.Response, url: str, end: float, most: int) -> Answer:
        announced = response.headers.get("Content-Length", "")
        too_large = Answer("too_large", url, 200, reason=f"more than {most:,} bytes")
        if announced.isdigit() and int(announced) > most:
            return too_large
        total, digest = 0, hashlib.sha256()
        handle, name = tempfile.mkstemp(prefix=PART, dir=self.folder)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                while piece := response.raw.read1(1 << 16, decode_content=True):
                    total += len(piece)
                    if total > most:
                        part.unlink()
                        return too_large
                    if time.monotonic() > end:
                        part.unlink()
                        said = f"{total:,} bytes in {self.manners.answer_seconds:.0f} s"
                        return Answer("too_slow", url, 200, bytes=total, reason=said)
                    digest.update(piece)
                    out.write(piece)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        encoded = response.headers.get("Content-Encoding", "identity") != "identity"
        if announced.isdigit() and total < int(announced) and not encoded:
            part.unlink()
            return Answer("cut_off", url, 200, bytes=total, reason=f"{total:,} of {int(announced):,} bytes")
        etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
        return Answer("answered", url, 200, part, total, digest.hexdigest(), etag, modified)

    def _rules_for(self, url: str) -> Rules | Answer:
        """The origin's rules; the failed answer where they cannot be read: then nothing may be asked of it."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            rules = self._read_rules(f"{origin}/robots.txt")
            if isinstance(rules, Answer):
                return rules  # not remembered: the next attempt tries again
            self._rules[origin] = rules
        return self._rules[origin]

    def _read_rules(self, url: str) -> Rules | Answer:
        for _ in range(self.manners.redirects + 1):
            if self._forbidden(url):
                return NO_RULES
            answer, onwards = self._once(url, {}, 0.0, ROBOTS_BYTES)
            if onwards is not None:
                url = urljoin(url, onwards)
            elif answer.part is not None:
                body = answer.part.read_bytes()
                answer.part.unlink()
                return Rules(body.decode("utf-8", "replace"))
            else:
                is_absent = answer.status is not None and 400 <= answer.status < 500 and answer.status != 429
                return NO_RULES if is_absent else answer
        return NO_RULES  # RFC 9309, 2.3.1.2: more than five redirects are as if there were none

    def _forbidden(self, url: str) -> str | None:
        """Why an address is not asked: another scheme, or a private network that the source itself is not in."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError as e:
            return f"{url[:200]}: {e}"
        if parts.scheme not in ("http", "https") or not host:
            return f"{url[:200]}: only http and https are asked"
        if host == urlsplit(self.home).hostname or self.proxies:
            return None
        try:
            addresses = {a[4][0].split("%")[0] for a in socket.getaddrinfo(host, None)}
        except OSError:
            return None  # the request will say that it cannot be reached
        if all(ipaddress.ip_address(a).is_global for a in addresses):
            return None
        return f"{host} lies in a private network"


def _seconds(said: str | None) -> float:
    return min(LONGEST_PAUSE, float(said)) if said and said.strip().isdigit() else 0.0


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
