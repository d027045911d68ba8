"""The contact flows of the good account, with the certificate of its security key."""

from __future__ import annotations

from tests.account.canned import Answer
from tests.flows import writing as flows

INSTANCE = "arn:aws:connect:us-east-1:111122223333:instance/0d0d0d0d-1111-4222-8333-444455556666"
FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:customer-profile"
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIICpzCCAY+gAwIBAgIBBzANBgkqhkiG9w0BAQsFADAWMRQwEgYDVQQDDAtnb2xp
dmUgdGVzdDAgFw0yNjAxMDEwMDAwMDBaGA8yMTI2MDEwMTAwMDAwMFowFjEUMBIG
A1UEAwwLZ29saXZlIHRlc3QwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIB
AQCycxYoBEhLoshn9CQpQNyx2QvD4D1XZbeHYshqz0xLYvgUvuBRmOjat6zIlvof
J0PADBJziX+uA0cZmth0H9X6MKjnE3S0XfDi1PUnNwco16maxE+81v5nNPf8jvh7
a2atW9CeSvdWuyUVEt2umx++78PlVUSVZ2XJz/bJUFdpfI3d/4wrs6tSBuTWlYTJ
895E/9323tj4yyEF14SMJ5jWiqb7Mg5AkVA1Py32EM0eRP+Hc/RNCsHW9qQj7lqN
3YXFObVyxdJQz8s+KcDPBHjDkEBEVYGgOwoGKsA0UUk6MV0GDv9nZFylqBnh39P5
FS/BQAqflg+v9fgF0LfIfxRjAgMBAAEwDQYJKoZIhvcNAQELBQADggEBAGyMp8A1
7T5XK1fJlCbmdPZCQajf2/oLD8/2LfLkoHFF8oQvFqyseh0uIGvEXD9xHPYJ0vSS
5sdyvrZYLwQ9IViijPnIoye3s3a9AEp2GX2QzaIEppTs6sxRVpQH2mk42xSXb4T4
2JwQVLiklf5K1ywrY3jCgnKogpVps3dkq01HZns2TdJy/XINRpm2sEEfSitSLd3k
9Z5zPMJs7YkB2V0t0CeQrEEHXb1NwX9F/slNToaigF/p91RLMDM+CB47feLrmkQn
JaeA39a5G9G9/yyiHdWWzGiGrgFHUJOcffgtN5wSHbLsIPjiohrpoZ1iPOOo3bP2
HE91IP1gP2Fa7ZM=
-----END CERTIFICATE-----
"""
"""Self-signed, RSA-2048, until 2126; its private key was thrown away."""

MODULE = f"{INSTANCE}/flow-module/m1"
MAIN = flows.main("q1", f"{INSTANCE}/contact-flow/f2", MODULE)
PAYMENT = flows.payment("q1", FUNCTION, "k1", CERTIFICATE)


def described(identifier: str, name: str, content: str) -> Answer:
    """What DescribeContactFlow answers."""
    arn = f"{INSTANCE}/contact-flow/{identifier}"
    about = {"Id": identifier, "Arn": arn, "Name": name, "Type": "CONTACT_FLOW"}
    return {"ContactFlow": {**about, "Content": content}}


def contact_flows() -> dict[str, Answer]:
    """The answers for the declared flows, and for the module that one goes through."""
    opening = flows.written([flows.action("back", "EndFlowModuleExecution")])
    module = {"Id": "m1", "Arn": MODULE, "Name": "Opening", "Content": opening}
    return {
        "connect:DescribeContactFlowModule m1": {"ContactFlowModule": module},
        "connect:DescribeContactFlow f1": described("f1", "Main", MAIN),
        "connect:DescribeContactFlow f2": described("f2", "Payment", PAYMENT),
    }
