"""In: what a process may still do. Out: the measures the kernel took against all else; for who reads untrusted files,
who needs neither network nor programs and writes nothing.

Linux only, without privileges and without a library: Landlock (kernel 5.13; network rules 6.7, signals 6.12) takes away
writing outside the folders named, a seccomp filter takes away the calls that make sockets, start programs or change
files' owners and modes. A measure that this kernel does not have is left out; the answer says which were taken.
Numbers are those of linux/landlock.h, linux/seccomp.h, linux/filter.h and asm/unistd.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from contextlib import suppress
from typing import NamedTuple

LANDLOCK_CREATE, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446  # the same on every architecture
VERSION_FLAG, PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, TRUNCATE = 1 << 0, 1 << 1, 1 << 14
REMOVE_AND_MAKE = sum(1 << n for n in range(4, 13))  # directories, files, devices, sockets, pipes, links
REFER = 1 << 13  # rename or link from one folder to another
BIND_TCP_CONNECT_TCP = 0b11
OUTSIDE_SOCKETS_AND_SIGNALS = 0b11  # of processes outside
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, FILTER_MODE = 22, 38, 2
LOAD, EQUALS, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # of classic BPF, on 32-bit words
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
X32 = 0x40000000  # the other numbering that x86-64 takes


class Allowed(NamedTuple):
    """What the work needs beyond reading files and computing; ``folders`` are those it may write in."""

    network: bool = False
    programs: bool = False
    folders: tuple[str, ...] = ()


NOTHING = Allowed()


class Calls(NamedTuple):
    """An architecture's audit number (linux/audit.h) and the numbers of its system calls, by what they are good for."""

    audit: int
    network: tuple[int, ...]  # socket socketpair connect bind listen accept accept4
    programs: tuple[int, ...]  # execve execveat
    modes: tuple[int, ...]  # chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat setxattr lsetxattr fsetxattr
    never: tuple[int, ...]  # ptrace process_vm_readv process_vm_writev io_uring_setup


CALLS = {
    "x86_64": Calls(0xC000003E, (41, 53, 42, 49, 50, 43, 288), (59, 322),
                    (90, 91, 268, 452, 92, 93, 94, 260, 188, 189, 190), (101, 310, 311, 425)),
    "aarch64": Calls(0xC00000B7, (198, 199, 203, 200, 201, 202, 242), (221, 281),
                     (52, 53, 452, 54, 55, 5, 6, 7), (117, 270, 271, 425)),
}  # fmt: skip


def confine(allowed: Allowed = NOTHING) -> tuple[str, ...]:
    """Take everything but ``allowed`` away from this process, for good. Call it before there are threads.

    Returns the measures taken, as "landlock 7" (its version) and "seccomp"; () on other systems.
    """
    if sys.platform != "linux":
        return ()
    c = ctypes.CDLL(None, use_errno=True)
    if c.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return ()
    landlock = _landlock(c, allowed)
    return tuple(m for m in (landlock and f"landlock {landlock}", _seccomp(c, allowed) and "seccomp") if m)


def _landlock(c: ctypes.CDLL, allowed: Allowed) -> int:
    """The version of Landlock that now holds; 0 where there is none."""
    version = c.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), VERSION_FLAG)
    if version < 1:
        return 0
    writing = WRITE_FILE | REMOVE_AND_MAKE | (REFER if version > 1 else 0) | (TRUNCATE if version > 2 else 0)
    handled = writing | (0 if allowed.programs else EXECUTE)
    rules = struct.pack(
        "QQQ", handled, 0 if allowed.network else BIND_TCP_CONNECT_TCP,
        0 if allowed.network or allowed.programs else OUTSIDE_SOCKETS_AND_SIGNALS,
    )[: 8 if version < 4 else 16 if version < 6 else 24]  # fmt: skip
    ruleset = c.syscall(LANDLOCK_CREATE, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0:
        return 0
    try:
        file_rights = writing & (WRITE_FILE | TRUNCATE)
        for path, rights in [(os.devnull, file_rights), *((folder, writing) for folder in allowed.folders)]:
            with suppress(OSError):
                place = os.open(path, os.O_PATH | os.O_CLOEXEC)
                c.syscall(LANDLOCK_ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
                os.close(place)
        return 0 if c.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0) else version
    finally:
        os.close(ruleset)


def _seccomp(c: ctypes.CDLL, allowed: Allowed) -> bool:
    calls = CALLS.get(os.uname().machine)
    if calls is None or sys.maxsize < 1 << 32:
        return False
    refused = calls.never + (() if allowed.network else calls.network) + (() if allowed.programs else calls.programs)
    refused += () if allowed.folders else calls.modes
    steps = [(LOAD, 0, 0, 4), (EQUALS, 1, 0, calls.audit), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    left = len(refused)
    steps.append((AT_LEAST, left + 1, 0, X32))
    for n, number in enumerate(refused):
        steps.append((EQUALS, left - n, 0, number))
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(code))
    return c.prctl(PR_SET_SECCOMP, FILTER_MODE, program, 0, 0) == 0
