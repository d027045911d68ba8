"""Loads a function as Lambda does: its folder and the common one are its path."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from golive.project import ROOT

SOURCES = ROOT / "lambda"


def function(name: str) -> ModuleType:
    """The handler of lambda/<name>. Functions share module names, so each is loaded anew."""
    folders = [SOURCES / name, SOURCES / "common"]
    own = {path.stem for folder in folders for path in folder.glob("*.py")}
    for module in own:
        sys.modules.pop(module, None)
    sys.path[:0] = map(str, folders)
    try:
        return importlib.import_module("handler")
    finally:
        del sys.path[: len(folders)]
        for module in own:
            sys.modules.pop(module, None)
