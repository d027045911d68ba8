"""Start, stop and find the sandbox: a process of its own with one state folder.

The process holds a lock on `lock` as long as it lives, with its pid inside, so a pid is
believed only while its process holds the lock, and an interrupted start or stop leaves
nothing that the next one can't use.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPSHandler, ProxyHandler, build_opener

from golive.project import ROOT
from sandbox import tls

STATE = ROOT / ".cache" / "sandbox"
START_SECONDS = 60
STOP_SECONDS = 10
UNSET = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_ROLE_ARN")
"""A person's own settings that would send a call elsewhere, or refuse it."""


class SandboxError(Exception):
    """The sandbox can't be started or found; the message says why."""


@dataclass(frozen=True)
class Connection:
    """What a client needs to call the sandbox; the keys are an IAM user's, made at start."""

    state: Path
    url: str
    account: str
    region: str
    access_key: str
    secret_key: str


def start(state: Path = STATE, *, account: str, region: str) -> Connection:
    """Start the sandbox for one account and Region, or find it running."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (state / "starting").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if holder(state) is None:
            (state / "connection.json").unlink(missing_ok=True)
            (state / "empty").touch()
            tls.write(state, account)
            _spawn(state, account, region)
    found = ready(state)
    if (found.account, found.region) != (account, region):
        raise SandboxError(f"the sandbox runs as {found.account} in {found.region}: stop it first")
    return found


def ready(state: Path = STATE, *, seconds: float = START_SECONDS) -> Connection:
    """Wait until a sandbox that was started answers; SandboxError with its last words if not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holder(state) is None:
            raise SandboxError(f"the sandbox is not running{_last_words(state)}")
        if (found := _connection(state)) and answers(found):
            return found
        time.sleep(0.05)
    raise SandboxError(f"the sandbox doesn't answer after {seconds:.0f} s{_last_words(state)}")


def stop(state: Path = STATE) -> bool:
    """End the sandbox and its functions' processes; False when none was running."""
    pid = holder(state)
    (state / "connection.json").unlink(missing_ok=True)
    if pid is None:
        return False
    for sign in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + STOP_SECONDS
        _signal(pid, sign)
        while time.monotonic() < deadline:
            if holder(state) != pid:
                return True
            time.sleep(0.05)
    raise SandboxError(f"process {pid} of the sandbox doesn't end")


def holder(state: Path) -> int | None:
    """The pid of the sandbox that holds this state folder now, if one does."""
    try:
        lock = (state / "lock").open()
    except FileNotFoundError:
        return None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(lock.read() or 0) or None
    return None


def answers(connection: Connection) -> bool:
    """Whether the endpoint says that it is this sandbox."""
    try:
        return fetch(connection, "/_golive/state") == str(connection.state)
    except (URLError, OSError):
        return False


def fetch(connection: Connection, path: str, body: Mapping[str, Any] | None = None) -> Any:
    """Ask the sandbox itself, not a service of it; HTTPError when it refuses."""
    trust = ssl.create_default_context(cafile=str(connection.state / "ca.pem"))
    said = None if body is None else {**body, "secret": connection.secret_key}
    data = None if said is None else json.dumps(said).encode()
    directly = build_opener(ProxyHandler({}), HTTPSHandler(context=trust))
    with directly.open(connection.url + path, data=data, timeout=30) as answer:
        return json.load(answer)


def environment(connection: Connection) -> dict[str, str]:
    """The variables that point any AWS tool at the sandbox, and away from ~/.aws."""
    state = connection.state
    bundle = str(state / "bundle.pem")
    own = str(Path(__file__).parent / "resolver")
    direct = _with("NO_PROXY", "127.0.0.1", ",")
    return {
        "AWS_ENDPOINT_URL": connection.url,
        "AWS_CA_BUNDLE": bundle,
        "SSL_CERT_FILE": bundle,
        "REQUESTS_CA_BUNDLE": bundle,
        "NODE_EXTRA_CA_CERTS": str(state / "ca.pem"),
        "AWS_ACCESS_KEY_ID": connection.access_key,
        "AWS_SECRET_ACCESS_KEY": connection.secret_key,
        "AWS_REGION": connection.region,
        "AWS_DEFAULT_REGION": connection.region,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(state / "empty"),
        "AWS_SHARED_CREDENTIALS_FILE": str(state / "empty"),
        "NO_PROXY": direct,
        "no_proxy": direct,
        "PYTHONPATH": _with("PYTHONPATH", own, os.pathsep),
    }


def _with(name: str, first: str, between: str) -> str:
    """A variable's list with one more at its front."""
    rest = os.environ.get(name, "").split(between)
    return between.join(dict.fromkeys(filter(None, (first, *rest))))


def environ(connection: Connection) -> dict[str, str]:
    """This process's environment, pointed at the sandbox."""
    kept = {name: value for name, value in os.environ.items() if not leads_elsewhere(name)}
    return kept | environment(connection)


def leads_elsewhere(name: str) -> bool:
    """Whether a variable of the caller would win over what `environment` sets."""
    return name in UNSET or name.startswith("AWS_ENDPOINT_URL_")


def publish(connection: Connection) -> None:
    """Write what `ready` reads, whole or not at all; for the server."""
    file = connection.state / "connection.json"
    draft = file.with_suffix(".draft")
    draft.touch(mode=0o600)
    said = {name: value for name, value in asdict(connection).items() if name != "state"}
    draft.write_text(json.dumps(said))
    draft.replace(file)


def _connection(state: Path) -> Connection | None:
    try:
        data: dict[str, str] = json.loads((state / "connection.json").read_text())
    except FileNotFoundError:
        return None
    return Connection(state, **data)


def _spawn(state: Path, account: str, region: str) -> None:
    words = (sys.executable, "-m", "sandbox.server", str(state), account, region)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "MINISTACK"))}
    with (state / "log").open("w") as log:
        process = subprocess.Popen(
            words,
            cwd=ROOT,
            env=kept,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    while holder(state) is None:
        if process.poll() is not None:
            raise SandboxError(f"the sandbox ended with {process.returncode}{_last_words(state)}")
        time.sleep(0.02)


def _signal(pid: int, sign: signal.Signals) -> None:
    """Signal the sandbox and its functions' processes: it leads a group of its own."""
    try:
        os.killpg(pid, sign)
    except ProcessLookupError:
        return


def _last_words(state: Path) -> str:
    try:
        lines = (state / "log").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return ""
    return "".join(f"\n  {line}" for line in lines[-15:])
