"""A web server on the loopback that does what a test tells it to: paths and functions in, requests as seen out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """``routes``: path → what answers it; ``seen``: (path, headers) of every request, in order."""

    def __init__(self) -> None:
        self.routes: dict[str, Answer] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.seen.append((self.path, dict(self.headers)))
                answer = server.routes.get(self.path.partition("?")[0], status(404))
                try:
                    answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def asked(self, path: str) -> list[dict[str, str]]:
        return [headers for seen, headers in self.seen if seen.partition("?")[0] == path]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def body(data: bytes, kind: str = "application/pdf", code: int = 200, **headers: str) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(code)
        to.send_header("Content-Type", kind)
        to.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(data)

    return answer


def page(text: str) -> Answer:
    return body(f"<!doctype html><html><body>{text}</body></html>".encode(), "text/html; charset=utf-8")


def status(code: int, **headers: str) -> Answer:
    return body(b"no", "text/plain", code, **headers)


def to(address: str) -> Answer:
    return status(302, Location=address)


def tagged(data: bytes, tag: str = '"one"') -> Answer:
    """Answers 304 to who has it already, by ETag."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.send_response(304)
            handler.end_headers()
        else:
            body(data, ETag=tag)(handler)

    return answer


def dated(data: bytes, when: str = "Tue, 16 Dec 2025 00:00:00 GMT") -> Answer:
    """Answers 304 to who has it already, by date."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-Modified-Since") == when:
            handler.send_response(304)
            handler.end_headers()
        else:
            body(data, Last_Modified=when)(handler)

    return answer


def cut_off(data: bytes, announced: bool = True) -> Answer:
    """Half of the file; with its whole length announced, or (as old servers do) with none, ended by hanging up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if announced:
            handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data[: len(data) // 2])
        handler.close_connection = True

    return answer


def dripping(seconds: float) -> Answer:
    """A byte now and then: never silent for long, never done."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b"%")
            time.sleep(0.05)
        handler.close_connection = True

    return answer


def silent(seconds: float) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A file without announced length that does not end."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b"%PDF-1.7\n")
    while True:
        handler.wfile.write(b"0" * 65536)


def by_turns(*answers: Answer) -> Answer:
    """The first request gets the first answer, and so on; the last one stays."""
    left = list(answers)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)
