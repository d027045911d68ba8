"""The layout that the tools rely on."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

from golive.project import ROOT

TRACKED = [
    Path(p) for p in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).split()
]
PURE = (
    "golive/model.py",
    "golive/judge.py",
    "golive/plan.py",
    "golive/policy.py",
    "golive/run.py",
    "golive/rows.py",
    "golive/lines.py",
    "golive/about.py",
    "golive/chains.py",
    "golive/freshness.py",
    "golive/shown.py",
    "golive/mistakes.py",
)


def imports(path: Path) -> set[str]:
    """The top-level packages that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def under(*folders: str) -> list[Path]:
    return [p for p in TRACKED if p.suffix == ".py" and p.parts[0] in folders]


def test_nothing_shadows_the_constructs_package() -> None:
    """An __init__.py at the top of constructs/ would hide the package that the CDK needs."""
    assert not (ROOT / "constructs" / "__init__.py").exists()


@pytest.mark.parametrize("path", under("golive"), ids=str)
def test_golive_needs_no_cdk(path: Path) -> None:
    """The library and the command work where there is neither the CDK nor node."""
    assert not imports(path) & {"aws_cdk", "jsii", "cdk_nag", "stacks", "baseline"}


@pytest.mark.parametrize("path", under("stacks", "constructs"), ids=str)
def test_infrastructure_calls_no_aws(path: Path) -> None:
    """Stacks and constructs synthesize without an account."""
    assert not imports(path) & {"boto3", "botocore", "sandbox"}


def pure() -> list[Path]:
    return [
        p
        for p in under("golive")
        if str(p) in PURE or p.parts[1] in ("controls", "facts", "waivers")
    ]


@pytest.mark.parametrize("path", pure(), ids=str)
def test_judgement_is_standard_library_only(path: Path) -> None:
    """Model, facts and controls travel in a function without wheels."""
    import sys

    assert imports(path) <= sys.stdlib_module_names | {"golive"}


@pytest.mark.parametrize("path", under("golive"), ids=str)
def test_only_its_command_knows_the_sandbox(path: Path) -> None:
    """Outside sandbox/ only `golive sandbox` knows that it exists."""
    assert "sandbox" not in imports(path) or path == Path("golive/cli/sandbox.py")
