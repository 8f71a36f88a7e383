"""What a function in the worker might do wrong; each takes the path that the refusal names."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path


def echo(value):
    return value


def sleep(_):
    time.sleep(60)


def spin(_):
    while True:
        pass


def eat(_):
    return len(b"x" * (1 << 30))


def fall(_):
    ctypes.string_at(0)


def leave(*_):
    os._exit(3)


def stumble(_):
    return 1 / 0


class Smuggled:
    def __reduce__(self):
        return os.system, ("true",)


def smuggle(_):
    return Smuggled()


def environment(_):
    return dict(os.environ)


def chatter(value):
    print("noise on standard output")
    os.write(1, b"more noise")
    return value


def breed(note):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(note).write_text(str(child.pid))
    time.sleep(60)


def read_while_the_second_reader_aborts(path: str, second: bool = True):
    from ingest import reader
    from ingest.pdf import second as module

    module.glyphs = lambda path: os.abort()
    return reader.read_here(path, second)


def attempt(what: str, path: str) -> str:
    """What comes of something a reader has no business doing: "done", or the error's name."""
    import socket
    import threading

    said: list[str] = []

    def elsewhere() -> None:
        try:
            said.append(attempt("write", path))
        except OSError as error:
            said.append(type(error).__name__)

    deeds = {
        "write": lambda: Path(path).write_text("written"),
        "replace": lambda: Path(path).rename(path + ".new"),
        "remove": lambda: Path(path).unlink(),
        "empty": lambda: os.truncate(path, 0),
        "link": lambda: os.link(path, path + ".link"),
        "folder": lambda: os.mkdir(path + ".folder"),
        "mode": lambda: os.chmod(path, 0o777),
        "attribute": lambda: os.setxattr(path, "user.kplan", b"x"),
        "null device": lambda: Path(os.devnull).write_text("x"),
        "tcp": lambda: socket.create_connection(("127.0.0.1", int(path)), timeout=2).close(),
        "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(),
        "unix": lambda: socket.socket(socket.AF_UNIX).close(),
        "pair": lambda: socket.socketpair(),
        "program": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "signal": lambda: os.kill(os.getppid(), 0),
        "read": lambda: Path(path).read_text(),
    }
    if what == "thread":
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        return said[0]
    try:
        deeds[what]()
    except OSError as error:
        return type(error).__name__
    return "done"
