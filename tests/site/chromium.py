"""In: a Chromium installed on this machine. Out: pages to open, look at, click and type into, as a person would.

It speaks the DevTools protocol over a pipe (--remote-debugging-pipe): no port, no driver, no package.
Lengths are CSS pixels, times seconds.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PATIENCE = 30.0
KEYS = {"Enter": (13, "\r"), "Tab": (9, ""), " ": (32, " "), "ArrowDown": (40, ""), "Escape": (27, "")}


class BrowserError(Exception):
    """Chromium ended, did not answer in time, or the script it was given threw."""


def installed() -> str | None:
    """Where Chromium is: KPLAN_CHROMIUM, or the first of its usual names on the path."""
    named = os.environ.get("KPLAN_CHROMIUM")
    return named if named and Path(named).exists() else next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One tab. ``errors`` holds what the console said wrong, ``requests`` every address that was asked for."""

    def __init__(self, browser: Browser, session: str, target: str):
        self._browser, self._session, self._target = browser, session, target
        self.errors: list[str] = []
        self.requests: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.send(method, self._session, **params)

    def close(self) -> None:
        self._browser.send("Target.closeTarget", targetId=self._target)

    def size(self, width: int, height: int, *, phone: bool = False) -> None:
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)

    def prefer(self, *, dark: bool) -> None:
        wanted = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.send("Emulation.setEmulatedMedia", features=wanted)

    def open(self, address: str) -> None:
        self.send("Page.navigate", url="about:blank")
        self.errors.clear()
        self.requests.clear()
        self.send("Page.navigate", url=address)
        self.wait("document.readyState === 'complete'")

    def go(self, fragment: str) -> None:
        """Another address within the page, as a link would lead to it; returns when it is drawn."""
        first = "document.querySelector('main').firstElementChild"
        self.run(f"window.before = {first}; location.hash = {json.dumps(fragment)}")
        self.wait(f"{first} !== window.before")

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression. Raises BrowserError with its message where it throws."""
        said = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in said:
            thrown = said["exceptionDetails"]
            raise BrowserError(thrown.get("exception", {}).get("description") or thrown["text"])
        return said["result"].get("value")

    def wait(self, script: str, seconds: float = PATIENCE) -> Any:
        """Until the expression is true; its value. Raises BrowserError."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if value := self.run(f"(v => v instanceof Node || v)({script})"):
                    return value
            except BrowserError as e:
                if "context" not in str(e).lower():  # of a page that is just going away
                    raise
            time.sleep(0.02)
        raise BrowserError(f"not true within {seconds:.0f} s: {script}")

    def box(self, selector: str) -> dict[str, float]:
        """x, y, width, height of the first element that fits, scrolled into view if it was not."""
        return self.wait(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); if (!e) return null;"
            "const b = e.getBoundingClientRect();"
            "if (b.top < 80 || b.bottom > innerHeight) e.scrollIntoView({block: 'center'});"
            "const r = e.getBoundingClientRect(); return {x: r.x, y: r.y, width: r.width, height: r.height}; })()"
        )

    def click(self, selector: str) -> None:
        """Press and let go the mouse in the middle of an element, whatever lies there."""
        box = self.box(selector)
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "button": "left", "clickCount": 1}
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, **at)

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a list by its value."""
        self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.value = {json.dumps(value)};"
            "e.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )

    def type(self, text: str) -> None:
        self.send("Input.insertText", text=text)

    def press(self, key: str, *, shift: bool = False) -> None:
        code, text = KEYS[key]
        more = {"text": text} if text else {}
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind, key=key, code="Space" if key == " " else key, windowsVirtualKeyCode=code,
                modifiers=8 if shift else 0, **(more if kind == "keyDown" else {}),
            )  # fmt: skip

    def picture(self, file: Path | None = None, *, whole: bool = False) -> bytes:
        """A PNG of what is seen, or of the whole page; written to ``file`` where one is named."""
        png = base64.b64decode(self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"])
        if file:
            file.write_bytes(png)
        return png


class Browser:
    """A running Chromium with a profile of its own."""

    def __init__(self, program: str, language: str, profile: str):
        to_it, self._out = os.pipe()
        self._in, from_it = os.pipe()
        arguments = [
            program, "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={profile}", f"--lang={language}",
            f"--accept-lang={language}", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage",
            "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--mute-audio",
            *(["--no-sandbox"] if os.geteuid() == 0 else []), "about:blank",
        ]  # fmt: skip
        # The protocol wants descriptors 3 and 4: ours are moved out of their way first.
        high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in (to_it, from_it)]
        self._process = os.posix_spawn(
            program,
            arguments,
            {**os.environ, "LANGUAGE": language},
            file_actions=[
                *((os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)),
                *((os.POSIX_SPAWN_DUP2, end, n) for n, end in enumerate(high, 3)),
            ],
        )
        for end in (to_it, from_it, *high):
            os.close(end)
        self._last, self._rest, self._pages = 0, b"", {}

    def page(self) -> Page:
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._pages[session] = page = Page(self, session, target)
        return page

    def send(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        self._last += 1
        order = {"id": self._last, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._out, json.dumps(order).encode() + b"\0")
        while True:
            said = self._message()
            if said.get("id") == self._last:
                if "error" in said:
                    raise BrowserError(f"{method}: {said['error']['message']}")
                return said["result"]
            self._note(said)

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._in], [], [], PATIENCE)[0]:
                raise BrowserError(f"Chromium has said nothing for {PATIENCE:.0f} s")
            read = os.read(self._in, 1 << 20)
            if not read:
                raise BrowserError("Chromium has ended")
            self._rest += read
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)

    def _note(self, said: dict[str, Any]) -> None:
        page, what = self._pages.get(said.get("sessionId")), said.get("params", {})
        if page is None:
            return
        match said.get("method"):
            case "Runtime.exceptionThrown":
                thrown = what["exceptionDetails"]
                page.errors.append(thrown.get("exception", {}).get("description") or thrown["text"])
            case "Runtime.consoleAPICalled" if what["type"] in ("error", "warning", "assert"):
                page.errors.append(" ".join(str(a.get("value", a.get("description"))) for a in what["args"]))
            case "Log.entryAdded" if what["entry"]["level"] in ("error", "warning"):
                page.errors.append(f"{what['entry']['text']} {what['entry'].get('url', '')}")
            case "Network.requestWillBeSent":
                page.requests.append(what["request"]["url"])

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGTERM)
        end = time.monotonic() + 5
        while os.waitpid(self._process, os.WNOHANG) == (0, 0):
            if time.monotonic() > end:
                os.kill(self._process, signal.SIGKILL)
            time.sleep(0.02)
        os.close(self._in)
        os.close(self._out)


@contextmanager
def browser(language: str = "ko-KR") -> Iterator[Browser]:
    """A Chromium that speaks ``language``, ended with the block. Raises BrowserError where none is installed."""
    program = installed()
    if program is None:
        raise BrowserError("no Chromium is installed: make chromium")
    profile = tempfile.mkdtemp(prefix="chromium-")
    running = Browser(program, language, profile)
    try:
        yield running
    finally:
        running.close()
        shutil.rmtree(profile, ignore_errors=True)
