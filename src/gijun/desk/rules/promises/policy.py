"""What a centre decided about its customers' page: read from what is kept, refused where senseless."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from gijun.desk.terms.promises import PolicyFault

ADDRESS = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?", re.IGNORECASE)
MOST_DAYS, LEAST_WARN_MIN, MOST_WARN_MIN = 365, 5, 1_440


class PolicyError(Exception):
    """Rules that cannot be kept; with what has to be put right."""

    def __init__(self, fault: PolicyFault, value: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.value = fault, value


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules of promises in a centre."""

    address: str = ""  # where customers reach this product; empty: where it was opened
    append_link: bool = False  # the link stands at the end of each mail
    open_days: int = 30  # the page stays after the matter was solved
    warn_min: int = 60  # before a promise is due

    def data(self) -> dict[str, Any]:
        """What is kept."""
        return asdict(self)


USUAL = Policy()


def read_policy(data: Mapping[str, Any]) -> Policy:
    """The rules from what is kept."""
    return Policy(
        address=str(data["address"]),
        append_link=bool(data["append_link"]),
        open_days=int(data["open_days"]),
        warn_min=int(data["warn_min"]),
    )


def checked(policy: Policy) -> Policy:
    """The rules with the address as it is put before a path.

    Raises:
        PolicyError: no web address, a link without one, or a span out of range.
    """
    address = policy.address.strip().rstrip("/")
    if address and not ADDRESS.fullmatch(address):
        raise PolicyError(PolicyFault.ADDRESS, policy.address.strip()[:80])
    if policy.append_link and not address:
        raise PolicyError(PolicyFault.NO_ADDRESS)
    if not 1 <= policy.open_days <= MOST_DAYS:
        raise PolicyError(PolicyFault.DAYS)
    if not LEAST_WARN_MIN <= policy.warn_min <= MOST_WARN_MIN:
        raise PolicyError(PolicyFault.WARN)
    return Policy(address, policy.append_link, policy.open_days, policy.warn_min)
