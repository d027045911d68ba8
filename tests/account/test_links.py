"""A dashboard's link is asked over HTTPS, without credentials, and nothing of it is kept."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

import pytest
import trustme

from golive.account import links
from golive.account.links import public, status
from golive.facts.operations import LinkAnswers
from golive.model import Seen, Unknown
from golive.plain import plain
from tests.account.canned import Answers
from tests.account.good import account

HOST = "dashboard.example.com"
STATUSES = {"/": 200, "/signin": 302, "/closed": 401, "/gone": 404, "/broken": 500}


def here(host: str, port: int) -> list[str]:
    """Every name leads to this machine."""
    return ["127.0.0.1"]


def lead_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every name leads to these addresses."""
    found = [(None, None, None, "", (address, 443)) for address in addresses]

    def getaddrinfo(host: str, port: int, **more: object) -> list[Any]:
        return found

    monkeypatch.setattr(links.socket, "getaddrinfo", getaddrinfo)


class Site(NamedTuple):
    """Where it listens, whom to trust, and what it was asked."""

    port: int
    trust: ssl.SSLContext
    asked: list[tuple[str, dict[str, str]]]

    def status(self, path: str, host: str = HOST) -> int:
        url = f"https://{host}:{self.port}{path}"
        return status(url, lookup=here, trust=self.trust)


@pytest.fixture(scope="module")
def site() -> Generator[Site]:
    """A site on this machine that calls itself HOST."""
    asked: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append((f"{self.command} {self.path}", dict(self.headers)))
            found = STATUSES.get(self.path, 405 if self.command == "HEAD" else 200)
            self.send_response(found)
            self.send_header("Location", "https://sign-in.example.com/")
            self.end_headers()

        do_GET = do_HEAD

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    authority, trust = trustme.CA(), ssl.create_default_context()
    authority.configure_trust(trust)  # pyright: ignore[reportUnknownMemberType]
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(own)  # pyright: ignore[reportUnknownMemberType]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = own.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Site(server.server_port, trust, asked)
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", STATUSES)
def test_the_page_s_own_status_is_given(site: Site, path: str) -> None:
    """Redirects are not followed: a sign-in page somewhere else is an answer."""
    assert site.status(path) == STATUSES[path]


def test_a_page_that_knows_no_head_is_got(site: Site) -> None:
    """What answers HEAD with 405 is asked with GET."""
    assert site.status("/only-get?team=a") == 200
    assert [words for words, _ in site.asked[-2:]] == [
        "HEAD /only-get?team=a",
        "GET /only-get?team=a",
    ]


def test_no_credentials_are_sent(site: Site) -> None:
    """Neither cookies nor authorization, whatever the machine keeps."""
    site.status("/")
    sent = {name.lower() for name in site.asked[-1][1]}
    assert sent == {"host", "user-agent", "accept-encoding"}


def test_a_certificate_of_another_host_is_no_answer(site: Site) -> None:
    """Who answers must be who the link names."""
    assert site.status("/", host="other.example.com") == 0


def test_nobody_there_is_no_answer(site: Site) -> None:
    """A closed port, and a name that leads nowhere."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        url = f"https://{HOST}:{port}/"
        assert status(url, lookup=here, trust=site.trust) == 0


@pytest.mark.parametrize(
    "url", ["http://example.com/", "tel:+15555550100", "https://a:b@example.com/", "https:///x"]
)
def test_what_is_no_plain_https_is_not_asked(url: str) -> None:
    """Nothing in the clear, and no name or password of anybody."""
    with pytest.raises(ValueError, match="no plain https link"):
        status(url)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1", "fd00::1", "fe80::1%1",
     "::ffff:10.0.0.1", "224.0.0.1", "0.0.0.0"],
)  # fmt: skip
def test_a_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Nor is a name that leads to one beside a public one."""
    lead_to(monkeypatch, "93.184.216.34", address)
    with pytest.raises(ValueError, match="private address"):
        public(HOST, 443)
    with pytest.raises(ValueError, match="private address"):
        status(f"https://{HOST}/")


def test_a_public_address_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address that the name has."""
    lead_to(monkeypatch, "93.184.216.34")
    assert public(HOST, 443) == ["93.184.216.34"]


def asked(answers: Answers | None = None) -> Seen:
    """The links of the good account."""
    found = account(answers).facts(LinkAnswers)
    assert not isinstance(found, Unknown)
    return found[0]


def test_a_link_that_may_not_be_asked_is_unknown() -> None:
    """It proves nothing, and the other links still count."""
    refused = {"https://wfm.example.com/": ValueError("leads to a private address")}
    assert plain(asked(refused).fact) == {
        "lex_analytics": 200,
        "connect_metrics": 200,
        "wfm": {"unknown": "links.wfm leads to a private address"},
    }


def test_evidence_names_a_link_by_its_key_alone() -> None:
    """The link itself may hold what is not for everybody."""
    assert [dict(e.parameters) for e in asked().evidence] == [
        {"link": name} for name in ("lex_analytics", "connect_metrics", "wfm")
    ]
