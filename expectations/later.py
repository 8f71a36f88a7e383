"""In: names of modules. Out: placeholders for them that import the real module when something of it is first used.

Great Expectations imports plotting and statistics for expectations that this gate never asks: more than a second of CPU
and 75 MB. The standard library's LazyLoader does not serve: ``import`` itself makes it load on Python 3.11.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import Any

UNUSED = ("altair", "scipy.stats")


def import_later(*names: str) -> None:
    """Put a placeholder into ``sys.modules`` for each module that is not imported yet."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = _placeholder(name)


def _placeholder(name: str) -> types.ModuleType:
    placeholder = types.ModuleType(name)

    def first_use(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if sys.modules.get(name) is placeholder:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    placeholder.__getattr__ = first_use  # looked up by the module type when an attribute is missing (PEP 562)
    return placeholder
