"""The archive for the ticket: what is in it, what never is, and that it can be checked."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from golive.cli import main
from golive.handover.archive import archive, digest
from golive.handover.checking import Damaged, check
from golive.handover.making import parts
from golive.handover.parts import Missing, Source
from golive.handover.steady import packed, texts
from tests.decision.cases import key
from tests.handover.sources import people, source, without_key
from tests.register.snapshots import CALLER

WHOLE = {
    "README.txt",
    "SHA256SUMS",
    "board.html",
    "board.md",
    "decision/public-key.pem",
    "decision/verdict.json",
    "links.html",
    "manifest.json",
    "plan.xlsx",
    "register.json",
    "rollback.json",
    "run.json",
}


def made(about: Source | None = None) -> bytes:
    """The archive of a source."""
    given = about or source()
    return archive(given, parts(given))


def files(data: bytes) -> dict[str, bytes]:
    """What is in an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def whole() -> bytes:
    return made()


@pytest.fixture
def zipped(whole: bytes, tmp_path: Path) -> Path:
    """The archive as a file."""
    file = tmp_path / "handover.zip"
    file.write_bytes(whole)
    return file


def test_everything_is_in_it(whole: bytes) -> None:
    """Board, workbook, run, register, decision, signature, links, digests; nothing is missing."""
    [kept] = people().decisions
    assert files(whole).keys() == WHOLE | {f"decision/{kept.id}.json", f"decision/{kept.id}.sig"}
    manifest = json.loads(files(whole)["manifest.json"])
    assert manifest["missing"] == []
    assert {row["name"] for row in manifest["files"]} == files(whole).keys() - {
        "README.txt",
        "SHA256SUMS",
        "manifest.json",
    }
    assert all(row["about"] and row["bytes"] for row in manifest["files"])


def test_the_same_input_gives_the_same_bytes(whole: bytes) -> None:
    """Also of the workbook in it."""
    assert made() == whole


def test_no_number_of_a_caller_is_in_it(whole: bytes) -> None:
    """Neither plain nor inside the workbook; nor how people of the roster are called."""
    numbers = [issue.caller for issue in people().issues.values()]
    numbers += [r.reach for r in people().roles.values() if r.reach.startswith("+")]
    assert CALLER in numbers
    for name, data in files(whole).items():
        for content in texts(data):
            assert not [n for n in numbers if n.encode() in content], name


def test_a_part_that_would_hold_a_caller_is_left_out() -> None:
    """Whoever wrote the number into a run: the part is missing, and says why."""
    about = source()
    leaky = replace(about, body=about.body + f"\n{CALLER}".encode())
    [run] = [part for part in parts(leaky) if part.name == "run.json"]
    assert isinstance(run, Missing)
    assert run.why == "it would hold the number of a caller"


def test_what_can_not_be_had_is_said(tmp_path: Path) -> None:
    """Without the key there is no PEM: manifest, README and check say the reason."""
    file = tmp_path / "x.zip"
    file.write_bytes(made(without_key()))
    found = files(file.read_bytes())
    reason = {"name": "decision/public-key.pem", "why": "kms:GetPublicKey is denied"}
    assert reason in json.loads(found["manifest.json"])["missing"]
    assert b"kms:GetPublicKey is denied" in found["README.txt"]
    assert any("can't be verified" in sentence for sentence in check(file).wrong)


def test_openssl_verifies_what_the_readme_says(whole: bytes, tmp_path: Path) -> None:
    """The command of the README, run as it stands, on the unpacked archive."""
    openssl = shutil.which("openssl")
    assert openssl
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        opened.extractall(tmp_path)
    readme = (tmp_path / "README.txt").read_text()
    [command] = [row.split() for row in readme.splitlines() if row.strip().startswith("openssl")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "Verified OK", done.stderr
    sums = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert sums.returncode == 0


def test_a_whole_archive_is_whole(zipped: Path) -> None:
    """Digests agree, and the signature holds under the key that is named."""
    found = check(zipped)
    assert (found.wrong, found.missing, found.signatures) == ((), (), 1)
    done = CliRunner().invoke(main, ["hand-over", "--check", str(zipped)])
    assert done.exit_code == 0
    assert "is whole" in done.output
    assert found.fingerprint in done.output


@pytest.mark.parametrize("name", sorted(WHOLE - {"SHA256SUMS"}))
def test_a_changed_file_is_found(whole: bytes, tmp_path: Path, name: str) -> None:
    """Each of them, by one byte more."""
    changed = {n: d + b" " if n == name else d for n, d in files(whole).items()}
    file = tmp_path / "x.zip"
    file.write_bytes(packed(changed.items()))
    assert f"{name} is not what SHA256SUMS says" in check(file).wrong
    assert CliRunner().invoke(main, ["hand-over", "--check", str(file)]).exit_code == 1


def resummed(found: dict[str, bytes]) -> bytes:
    """An archive whose digests somebody wrote anew."""
    sums = "".join(f"{digest(d)}  {n}\n" for n, d in found.items() if n != "SHA256SUMS")
    return packed((found | {"SHA256SUMS": sums.encode()}).items())


def test_a_forged_decision_is_found_though_its_digests_agree(whole: bytes, tmp_path: Path) -> None:
    """Who writes the sums anew can't write the signature anew."""
    found = files(whole)
    name = next(n for n in found if n.endswith(".sig")).removesuffix(".sig")
    message = found[f"{name}.json"].replace(b"we are ready", b"we are  ready")
    assert message != found[f"{name}.json"]
    file = tmp_path / "x.zip"
    file.write_bytes(resummed(found | {f"{name}.json": message}))
    assert any("is no signature of" in sentence for sentence in check(file).wrong)


def test_another_key_does_not_verify(whole: bytes, tmp_path: Path) -> None:
    """A PEM that was put in its place."""
    other = replace(source(), public=key(generate_private_key(SECP256R1())).public)
    pem = files(made(other))["decision/public-key.pem"]
    file = tmp_path / "x.zip"
    file.write_bytes(resummed(files(whole) | {"decision/public-key.pem": pem}))
    assert any("is no signature of" in sentence for sentence in check(file).wrong)


def test_a_lost_and_an_added_file_are_found(whole: bytes, tmp_path: Path) -> None:
    """Both ways."""
    found = files(whole)
    del found["board.md"]
    file = tmp_path / "x.zip"
    file.write_bytes(packed((found | {"more.txt": b"x"}).items()))
    wrong = check(file).wrong
    assert "board.md is listed in SHA256SUMS, and is not there" in wrong
    assert "more.txt is not listed in SHA256SUMS" in wrong


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "no zip": lambda data: b"PK" + b"x" * 100,
    "cut in half": lambda data: data[: len(data) // 2],
    "its end is lost": lambda data: data[:-30],
    "a bit flipped": lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
    "another zip": lambda data: packed([("a.txt", b"a")]),
    "no manifest": lambda data: packed(
        (n, d) for n, d in files(data).items() if n != "manifest.json"
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_archive_is_named(whole: bytes, tmp_path: Path, kind: str) -> None:
    """A clear message and exit code 1, never a traceback."""
    file = tmp_path / "x.zip"
    file.write_bytes(DAMAGE[kind](whole))
    done = CliRunner().invoke(main, ["hand-over", "--check", str(file)])
    assert done.exit_code == 1, done.output
    assert "damaged" in done.output or "is no hand-over" in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_a_file_twice_is_damage(tmp_path: Path) -> None:
    """Two readers of the archive could see different ones."""
    file = tmp_path / "x.zip"
    with pytest.warns(UserWarning, match="Duplicate"):
        file.write_bytes(packed([("a", b"1"), ("a", b"2")]))
    with pytest.raises(Damaged, match="is in it twice"):
        check(file)


def test_the_command_wants_one_of_two() -> None:
    """Write or check, not both and not neither."""
    for words in ([], ["--env", "sandbox"], ["--check", __file__, "--env", "sandbox"]):
        done = CliRunner().invoke(main, ["hand-over", *words])
        assert done.exit_code == 2
        assert "either --env NAME --out FILE, or --check FILE" in done.output
