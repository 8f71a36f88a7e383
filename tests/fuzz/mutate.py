"""A PDF's bytes and a random source in, a broken PDF's bytes out. The same source gives the same bytes."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable

TOKENS = (
    b"<<", b">>", b"[", b"]", b"(", b")", b"/", b"null", b"true", b"-1", b"0", b"99999999999", b"1e999", b"-2147483649",
    b"endobj", b"stream", b"endstream", b"1 0 R", b"0 0 R", b"/Type /Page", b"/Kids [1 0 R 1 0 R]", b"q " * 500,
    b"/Length 0", b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]", b"/MediaBox [0 0 1e9 1e9]", b"\x00",
    b"<FEFF>", b"/ToUnicode 1 0 R", b"Tj", b"0 0 0 0 0 0 cm", b"nan 0 0 nan 0 0 cm", b"/Encrypt << /V 9 >>",
    b"BT ET " * 50,
)  # fmt: skip


def mutate(seed: bytes, rng: random.Random) -> bytes:
    """One to four mutations."""
    data = seed
    for _ in range(rng.choice((1, 1, 2, 4))):
        if data:
            data = rng.choice(MUTATIONS)(data, rng)
    return data


def flip(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 30, 300))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def cut(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(len(data) // 3 + 1) :]


def end(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def double(data: bytes, rng: random.Random) -> bytes:
    start, at = rng.randrange(len(data)), rng.randrange(len(data))
    return data[:at] + data[start : start + rng.randrange(5000)] * rng.choice((1, 1, 20)) + data[at:]


def blank(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    size = min(rng.randrange(1, 2000), len(data) - start)
    return data[:start] + bytes(size) + data[start + size :]


def numbers(data: bytes, rng: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    out = bytearray(data)
    for m in sorted(rng.sample(found, min(len(found), rng.choice((1, 5, 50)))), key=lambda m: -m.start()):
        out[m.start() : m.end()] = rng.choice((b"0", b"-1", b"65536", b"4294967296", b"9" * 20, b"1", b"3"))
    return bytes(out)


def token(data: bytes, rng: random.Random) -> bytes:
    at = rng.choice([m.start() for m in re.finditer(rb"[\s/<\[]", data)] or [0])
    return data[:at] + b" " + rng.choice(TOKENS) + b" " + data[at + rng.choice((0, 0, 8)) :]


def swap(data: bytes, rng: random.Random) -> bytes:
    """Two objects' bodies change places."""
    bodies = list(re.finditer(rb"(?<= obj)(.*?)(?=endobj)", data, re.DOTALL))
    if len(bodies) < 2:
        return flip(data, rng)
    a, b = sorted(rng.sample(bodies, 2), key=lambda m: m.start())
    return data[: a.start()] + b[0] + data[a.end() : b.start()] + a[0] + data[b.end() :]


def inside(data: bytes, rng: random.Random) -> bytes:
    """A compressed stream is opened, mutated and closed again: what a checksum would hide from the reader's parsers."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    rng.shuffle(streams)
    for m in streams:
        try:
            plain = zlib.decompress(m[1])
        except zlib.error:
            continue
        if plain:
            other = zlib.compress(rng.choice((flip, cut, double, numbers, token))(plain, rng))
            return data[: m.start(1)] + other + data[m.end(1) :]
    return token(data, rng)


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flip, cut, end, double, blank, numbers, token, token, swap, inside, inside, inside,
)  # fmt: skip
