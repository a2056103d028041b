"""Addresses of one site, addresses with other parameters, and addresses without the key that opens them."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Mynewsdesk and Cision have their customers' keys in the path, others in a parameter.
_KEY = re.compile(
    r"""(/services/pressroom/(?:list|view|search)/|/papi/newsfeed/(?:detail/)?
        |[?&](?:api_?key|key|access_token|auth_token|token|unique_key)=)[^/?&\#\s]{4,}""",
    re.IGNORECASE | re.VERBOSE,
)
_PORTS = {"http": 80, "https": 443}


def is_same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, or the host of one is below that of the other."""
    first, second = _host(one), _host(other)
    if first is None or second is None:
        return False
    (name, port), (other_name, other_port) = first, second
    is_below = name == other_name or name.endswith(f".{other_name}") or other_name.endswith(f".{name}")
    return is_below and (port == other_port or {port, other_port} <= set(_PORTS.values()))


def _host(address: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    name = (parts.hostname or "").removeprefix("www.")
    return (name, port) if name and port else None


def find_parameter(address: str, name: str) -> str:
    """Give the value of a parameter, whose name is compared without case; empty where there is none."""
    return next((value for key, value in _parameters(address) if key.lower() == name.lower()), "")


def with_parameters(address: str, **changes: str | int) -> str:
    """Give an address with other values of these parameters, the others as they are."""
    names = {name.lower() for name in changes}
    kept = [(name, value) for name, value in _parameters(address) if name.lower() not in names]
    added = [(name, str(value)) for name, value in changes.items()]
    return urlunsplit(urlsplit(address)._replace(query=urlencode([*kept, *added]), fragment=""))


def mask_key(text: str) -> str:
    """Write the addresses of a text without a supplier's key, which no reader of a log needs."""
    return _KEY.sub(r"\1…", text)


def _parameters(address: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(address).query, keep_blank_values=True)
    except ValueError:
        return []
