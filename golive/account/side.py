"""The account as a side: facts read from AWS, concurrently, each once."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from itertools import repeat
from typing import Any, Self

from golive.account.arns import Place
from golive.account.errors import UNREADABLE, strange
from golive.account.readers import readers
from golive.account.readers.reader import Reader
from golive.account.reading import Gone, Reading
from golive.account.session import THREADS, Session
from golive.account.simulated import Marks
from golive.account.stacks import Resource, read_stack
from golive.account.subjects import OUTSIDE, Estate
from golive.environment import Environment
from golive.model import Fact, Gap, Ref, Seen, Side, Unknown
from golive.plain import plain
from golive.project import STACKS

Kind = type[Fact]


class Account(Side):
    """One environment in its account. Facts are read when asked for, or by `prefetch`."""

    name = "account"

    def __init__(self, session: Session, environment: Environment, now: datetime) -> None:
        self.session, self.environment, self.now = session, environment, now
        self.account = self._caller()
        self.region = environment.region
        digits = self.account if isinstance(self.account, str) else environment.account
        self.estate = Estate((), Place(session.partition, environment.region, digits))
        self.marks = Marks(session)
        self._readers = readers()
        self._lists = ThreadPoolExecutor(THREADS, "list")
        self._reads = ThreadPoolExecutor(THREADS, "read")
        self._lock = threading.Lock()
        self._listed: dict[Kind, Future[tuple[Seen, ...] | Unknown]] = {}
        self._seen: dict[tuple[Kind, Ref], Future[Seen]] = {}

    @classmethod
    def open(
        cls,
        environment: Environment,
        *,
        rates: Mapping[str, float] | None = None,
        now: datetime | None = None,
    ) -> Account:
        """The account of an environment with the caller's own credentials."""
        made = cls(Session(environment.region, rates=rates), environment, now or datetime.now(UTC))
        made.find()
        return made

    def find(self) -> None:
        """Read which stacks are deployed, and what they hold."""
        if isinstance(self.account, Unknown):
            return
        stacks = self._reads.map(read_stack, repeat(self.session), self.stack_names)
        self.estate = Estate(stacks, self.estate.place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Make no further call: what was asked for and not yet read never is."""
        self.session.stop()
        for pool in (self._lists, self._reads):
            pool.shutdown(wait=False, cancel_futures=True)

    @property
    def stack_names(self) -> list[str]:
        """The deployed names of the environment's stacks, whether they are there or not."""
        return [self.environment.stack(stem) for stem in STACKS]

    def _caller(self) -> str | Unknown:
        """The account that the credentials are of, when it is the environment's."""
        reply = self.session.call("sts:GetCallerIdentity")
        if reply.why:
            return Unknown(reply.why)
        found, wanted = str(reply.answer.get("Account")), self.environment.account
        if found == wanted:
            return found
        return Unknown(f"the credentials are of account {found}, the environment is in {wanted}")

    def deployed(self, stack: str) -> bool | Unknown:
        if isinstance(self.account, Unknown):
            return self.account
        found = self.estate.stacks.get(stack)
        return found.deployed if found else False

    def facts(self, kind: Kind) -> tuple[Seen, ...] | Unknown:
        return self._listing(kind).result()

    def follow(self, kind: Kind, ref: Ref | str) -> Seen:
        resource = self.estate.resource(self._readers[kind].types[0], ref)
        if resource is None:
            raise Gap(f"{ref} is not deployed")
        return self._reading(kind, resource).result()

    def prefetch(self, kinds: Iterable[Kind], tell: Callable[[int, int], None]) -> None:
        """Read all of these kinds at once; `tell` hears how many of how many are done."""
        listings = [self._listing(kind) for kind in kinds]
        for done, _ in enumerate(as_completed(listings), 1):
            tell(done, len(listings))

    def digest(self, kinds: Iterable[Kind]) -> str:
        """SHA-256, hexadecimal, of what is set in the account: of every fact but the feeds."""
        settings = {kind.__name__: _plain(self.facts(kind)) for kind in kinds if kind.of is None}
        return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()

    def _listing(self, kind: Kind) -> Future[tuple[Seen, ...] | Unknown]:
        with self._lock:
            if kind not in self._listed:
                self._listed[kind] = self._lists.submit(self._list, kind)
            return self._listed[kind]

    def _list(self, kind: Kind) -> tuple[Seen, ...] | Unknown:
        gap = self.account if isinstance(self.account, Unknown) else self.estate.gap()
        if gap:
            return gap
        try:
            subjects = self._subjects(kind)
        except Gap as gap:
            return gap.unknown
        except UNREADABLE as error:
            return Unknown(strange(error))
        readings = [self._reading(kind, subject) for subject in subjects]
        return tuple(reading.result() for reading in readings)

    def _subjects(self, kind: Kind) -> list[Resource]:
        reader = self._readers[kind.of or kind]
        ours = self.estate.of(*reader.types)
        try:
            found = list(reader.find(self._ask()))
        except Gone:
            found = []
        each = {resource.ref: resource for resource in ours}
        for resource in found:
            each.setdefault(resource.ref, resource)
        return list(each.values())

    def _reading(self, kind: Kind, subject: Resource) -> Future[Seen]:
        with self._lock:
            at = (kind, subject.ref)
            if at not in self._seen:
                self._seen[at] = self._reads.submit(self._read, self._readers[kind], subject)
            return self._seen[at]

    def _ask(self) -> Reading:
        return Reading(self.session, self.estate, self.environment, self.now, self)

    def _read(self, reader: Reader, subject: Resource) -> Seen:
        read = self._ask()
        settled = self.deployed(subject.ref.stack) if subject.ref.stack != OUTSIDE else True
        fact = settled if isinstance(settled, Unknown) else read_one(reader, read, subject)
        evidence = tuple(read.evidence)
        marks = self.marks.of(evidence)
        return Seen(subject.ref, fact, subject.path, evidence, reader.properties, marks)


def _plain(seen: tuple[Seen, ...] | Unknown) -> Any:
    if isinstance(seen, Unknown):
        return plain(seen)
    return {str(one.subject): plain(one.fact) for one in seen}


def read_one(reader: Reader, read: Reading, subject: Resource) -> Fact | Unknown | None:
    """The fact; None when the service says that there is no such thing."""
    try:
        return reader.read(read, subject)
    except Gone:
        return None
    except Gap as gap:
        return gap.unknown
    except UNREADABLE as error:
        return Unknown(strange(error))
