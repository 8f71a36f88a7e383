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
