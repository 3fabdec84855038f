"""What object storage answers when it cannot be reached, as one `InputError` that says what to do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.errors import FramescopeError, InputError

SCHEME = "corpus"
"""Of the addresses by which DuckDB reads a corpus in object storage: corpus://TABLE/FILE."""

_CREDENTIALS = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, if yours are temporary)."
# The answer of the storage, or of the HTTP client, and what it means; the first that is found counts.
_MEANINGS: tuple[tuple[str, str], ...] = (
    (r"NoSuchBucket", "there is no such bucket. Make it first; framescope makes none."),
    (r"InvalidAccessKeyId|SignatureDoesNotMatch|AuthFailure", f"the credentials are not accepted. {_CREDENTIALS}"),
    (r"ExpiredToken|TokenRefreshRequired", f"the credentials have expired. {_CREDENTIALS}"),
    (r"Missing (SecretAccessKey|AccessKeyId)", f"the credentials are incomplete. {_CREDENTIALS}"),
    (r"/latest/(api/token|meta-data)|169\.254\.170\.", f"there are no credentials. {_CREDENTIALS}"),
    (r"169\.254\.169\.254|metadata\.google", "there are no credentials. Set GOOGLE_APPLICATION_CREDENTIALS."),
    (r"AccessDenied|403 Forbidden|401 Unauthorized", f"the credentials do not give access to it. {_CREDENTIALS}"),
    (
        r"URL scheme is not allowed",
        "AWS_ENDPOINT_URL is an http:// address. Use https://, or set AWS_ALLOW_HTTP=true in a network you trust.",
    ),
    (
        r"PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint|301 Moved",
        "the bucket is in another region. Set AWS_REGION.",
    ),
    (
        r"tcp connect error|dns error|client error \(Connect\)|error sending request|timed out",
        "the storage does not answer. Check the network and AWS_ENDPOINT_URL.",
    ),
    (r"Unknown scheme|No suitable object store", "this kind of address is not known. Use s3://, gs:// or az://."),
)
_STORAGE = re.compile(r"Generic (S3|GCS|Azure|MicrosoftAzure|HTTP)\w* error|Unknown scheme|object store", re.I)
_COLOUR = re.compile(r"\x1b\[\d+m")


def explain(message: str) -> str | None:
    """Return the meaning of an error message of delta-rs's object store, or of DuckDB reading from it; else None."""
    said_before = re.search(r"cannot be reached: (.*)", message)  # by a file that DuckDB read
    if said_before:
        return said_before[1]
    if not _STORAGE.search(message):
        return None
    for pattern, meaning in _MEANINGS:
        if re.search(pattern, message):
            return meaning
    lines = [line.strip(" ↳") for line in _COLOUR.sub("", message).splitlines()]
    return next((line for line in reversed(lines) if line), "no reason was given")


@contextmanager
def storage_errors(location: str) -> Iterator[None]:
    """Turn errors of the object storage at `location` into `InputError`; other errors pass."""
    try:
        yield
    except FramescopeError:
        raise
    except Exception as error:
        reason = explain(str(error))
        if reason is None:
            raise
        raise InputError(unreachable(location, reason)) from error


def unreachable(location: str, reason: str) -> str:
    """Return the message for a corpus at `location` that cannot be reached; `explain` finds the reason in it again."""
    return f"The corpus {location} cannot be reached: {reason}"
