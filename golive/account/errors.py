"""Why a call gave no answer, in words a person can act on."""

from __future__ import annotations

import re

from botocore import exceptions as botocore
from botocore.parsers import ResponseParserError

from golive.account.operations import operations

CALL_ERRORS = (botocore.ClientError, botocore.BotoCoreError, ResponseParserError)
"""Everything that a call raises."""

UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)
"""What looking into an answer raises when it is not as AWS documents it."""

CODES = {
    "denied": r"AccessDenied.*|UnauthorizedOperation|AuthorizationError|NotAuthorized|403",
    "expired": r"ExpiredToken.*|RequestExpired|TokenRefreshRequired",
    "refused": r"InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId"
    r"|SignatureDoesNotMatch|AuthFailure|IncompleteSignature|MissingAuthenticationToken.*",
    "throttled": r"Throttl.*|TooManyRequests.*|RequestLimitExceeded|SlowDown|RequestThrottled.*"
    r"|BandwidthLimitExceeded|PriorRequestNotComplete|LimitExceededException|429",
}
RAISED = {
    "expired": (
        botocore.UnauthorizedSSOTokenError,
        botocore.SSOTokenLoadError,
        botocore.TokenRetrievalError,
    ),
    "absent": (
        botocore.NoCredentialsError,
        botocore.PartialCredentialsError,
        botocore.CredentialRetrievalError,
        botocore.ProfileNotFound,
    ),
    "region": (botocore.NoRegionError,),
    "unreached": (botocore.HTTPClientError, botocore.ConnectionError),
    "strange": (ResponseParserError,),
}
WORDS = {
    "denied": "{operation} was denied: it needs the permission {action}",
    "expired": "{operation} failed: the credentials have expired, sign in again",
    "refused": "{operation} failed: AWS doesn't accept the credentials ({code})",
    "throttled": "{operation} was throttled, again after each retry ({code})",
    "absent": "{operation} failed: there are no AWS credentials ({text})",
    "region": "{operation} failed: no Region is set",
    "unreached": "{operation} failed: the endpoint can't be reached ({text})",
    "strange": "{operation} failed: what answered is not AWS ({text})",
    "other": "{operation} failed: {code}: {text}",
}
FATAL = frozenset({"expired", "refused", "absent"})
"""Once one call fails like this, every other would."""


def cause(error: Exception) -> str:
    """The cause of a failure, one of the keys of WORDS."""
    code = code_of(error)
    by_code = (name for name, pattern in CODES.items() if re.fullmatch(pattern, code))
    by_type = (name for name, types in RAISED.items() if isinstance(error, types))
    return next(by_code, None) or next(by_type, "other")


def reason(operation: str, error: Exception) -> str:
    """What failed and why, naming operation and permission; no traceback, no secret."""
    return sentence(operation, " and ".join(operations()[operation].actions), error, _text(error))


def sentence(operation: str, action: str, error: Exception, text: str | None = None) -> str:
    """The same of an operation that verify doesn't use, with the permission that it needs."""
    said = " ".join((str(error) if text is None else text).split())[:300]
    code = code_of(error) or type(error).__name__
    return WORDS[cause(error)].format(operation=operation, action=action, code=code, text=said)


def strange(error: Exception) -> str:
    """An answer that isn't as AWS documents it."""
    return f"an answer is not as AWS documents it: {type(error).__name__} {error}"


def code_of(error: Exception) -> str:
    """AWS's error code; empty when the call never came to AWS."""
    return str(error.response.get("Error", {}).get("Code", "")) if _answered(error) else ""  # pyright: ignore[reportAttributeAccessIssue,reportUnknownMemberType,reportUnknownArgumentType]


def meets(error: Exception, known: tuple[str, ...]) -> bool:
    """Whether the error is one of these codes, or begins with one of these `Code: message`."""
    code, text = code_of(error), _text(error)
    return any(re.match(one, f"{code}: {text}") if ":" in one else code == one for one in known)


def is_gone(operation: str, error: Exception) -> bool:
    """Whether the service says that the subject doesn't exist."""
    return meets(error, operations()[operation].gone)


def is_unset(operation: str, error: Exception) -> bool:
    """Whether the service says that there is no such setting, which has a meaning."""
    return meets(error, operations()[operation].unset)


def _answered(error: Exception) -> bool:
    return isinstance(error, botocore.ClientError)


def _text(error: Exception) -> str:
    message = error.response.get("Error", {}).get("Message", "") if _answered(error) else error  # pyright: ignore[reportAttributeAccessIssue,reportUnknownMemberType,reportUnknownVariableType]
    return " ".join(str(message).split())[:300]  # pyright: ignore[reportUnknownArgumentType]
