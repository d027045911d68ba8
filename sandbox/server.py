"""The sandbox's process: the emulator with our adapters, over HTTPS, IAM enforced."""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from sandbox.control import Connection, environment, publish

ADMINISTRATOR = "golive-administrator"


def main() -> None:
    """`python -m sandbox.server STATE ACCOUNT REGION`; control.start calls it.

    The lock is closed after the last words: who waits for them looks for its holder.
    """
    state, account, region = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    lock = held(state / "lock")
    listener = bound()
    url = f"https://127.0.0.1:{listener.getsockname()[1]}"
    settle(Connection(state, url, account, region, account, "root"))
    keys = administrator(account, region)
    serve(listener.detach(), Connection(state, url, account, region, *keys))
    lock.close()


def held(file: Path) -> IO[str]:
    """The lock of the state folder, held until this process ends, its pid inside.

    Who looks for a holder has it for a moment too, so this waits.
    """
    lock = file.open("a+")
    fcntl.flock(lock, fcntl.LOCK_EX)
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def bound() -> socket.socket:
    """A socket on a port of the loopback address that nobody else has."""
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    return made


def settle(connection: Connection) -> None:
    """Set what the emulator reads when it is imported, and what its functions inherit.

    Everything that it writes goes below the state folder.
    """
    scratch = connection.state / "tmp"
    scratch.mkdir(exist_ok=True)
    tempfile.tempdir = str(scratch)
    host, port = "127.0.0.1", connection.url.rsplit(":", 1)[1]
    os.environ.update(environment(connection))
    os.environ.update(
        TMPDIR=str(scratch),
        AUTH="true",
        USE_SSL="1",
        MINISTACK_SSL_CERT=str(connection.state / "server.pem"),
        MINISTACK_SSL_KEY=str(connection.state / "server.key"),
        MINISTACK_ACCOUNT_ID=connection.account,
        MINISTACK_REGION=connection.region,
        MINISTACK_HOST="localhost",
        BIND_HOST=host,
        GATEWAY_PORT=port,
        CLOUDTRAIL_RECORDING="1",
        CLOUDTRAIL_MAX_EVENTS="100000",
        IOT_MTLS_ENABLED="0",
        SFTP_ENABLED="0",
        LOG_LEVEL="WARNING",
    )


def administrator(account: str, region: str) -> tuple[str, str]:
    """Install the adapters, and make the user whose keys clients get.

    A user, not the account's root: the emulator asks no policy about a root.
    """
    from sandbox.adapters import install
    from sandbox.inprocess import client
    from sandbox.scope import acting_in

    install()
    with acting_in(account, region):
        iam = client("iam")
        iam.create_user(UserName=ADMINISTRATOR)
        policy = "arn:aws:iam::aws:policy/AdministratorAccess"
        iam.attach_user_policy(UserName=ADMINISTRATOR, PolicyArn=policy)
        key = iam.create_access_key(UserName=ADMINISTRATOR)["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def serve(descriptor: int, connection: Connection) -> None:
    """Answer on a bound socket until the process is ended: nothing of it outlives it."""
    import hypercorn.asyncio
    from hypercorn.config import Config

    from sandbox.asgi import application

    config = Config()
    config.bind = [f"fd://{descriptor}"]
    config.certfile = str(connection.state / "server.pem")
    config.keyfile = str(connection.state / "server.key")
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"
    publish(connection)

    async def answer() -> None:
        rounds = asyncio.gather(deliver_trails(connection), evaluate_alarms(connection))
        app: Any = application(connection)
        await hypercorn.asyncio.serve(app, config, shutdown_trigger=lambda: rounds)  # pyright: ignore[reportUnknownMemberType]

    asyncio.run(answer())


async def deliver_trails(connection: Connection) -> None:
    """Every minute; a mistake in it ends the sandbox, with its traceback in the log."""
    from sandbox.adapters.trail_delivery import deliver
    from sandbox.scope import acting_in

    while True:
        await asyncio.sleep(60)
        with acting_in(connection.account, connection.region):
            deliver()


async def evaluate_alarms(connection: Connection) -> None:
    """Every few seconds; a mistake in it ends the sandbox too."""
    from sandbox.alarms.evaluator import EVERY, evaluate
    from sandbox.scope import acting_in

    while True:
        await asyncio.sleep(EVERY)
        with acting_in(connection.account, connection.region):
            evaluate()


if __name__ == "__main__":
    main()
