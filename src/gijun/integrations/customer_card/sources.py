"""The systems of a centre as the desk asks them."""

from collections.abc import Mapping, Sequence

from cryptography.fernet import InvalidToken

from gijun.desk import lookups, vault
from gijun.desk.lookups import Asked, Card, CardField
from gijun.integrations.customer_card import addresses, asking
from gijun.integrations.customer_card.failures import NoCard
from gijun.integrations.customer_card.models import Source
from gijun.integrations.customer_card.queries import asked_in
from gijun.integrations.customer_card.rules import answers
from gijun.integrations.customer_card.terms import Trouble, Variable


class WebSource:
    """A system that answers in JSON."""

    def __init__(self, row: Source) -> None:
        self._row = row

    @property
    def code(self) -> str:
        return self._row.code

    @property
    def name(self) -> str:
        return self._row.name

    def knows_by(self, asked: Asked) -> bool:
        """Do we know the customer by every address that the system is asked by?"""
        values = _values(asked)
        return all(values[one] for one in addresses.variables_of(self._row.description.url))

    def fetch(self, asked: Asked) -> Card | None:
        """What it knows of the customer.

        Raises:
            NoCard: why it gave no card.
        """
        return self.about(_values(asked))

    def about(self, values: Mapping[Variable, str]) -> Card | None:
        """What it knows of whoever has these addresses.

        Raises:
            NoCard: why it gave no card.
        """
        said = self._row.description
        answer = asking.ask(addresses.filled(said.url, values), self._headers(), lookups.PATIENCE_S)
        if answer is None:
            return None
        first = addresses.variables_of(said.url)[0]
        try:
            value = answers.understood(answer.content, answer.charset)
            found = answers.card_of(value, said, asked_by=first, asked=values[first])
        except answers.UnusableError as error:
            raise NoCard(error.trouble) from error
        return None if found is None else Card(tuple(CardField(label, value) for label, value in found))

    def _headers(self) -> dict[str, str]:
        header = self._row.description.header
        if not header:
            return {}
        try:
            return {header: vault.unseal(self._row.secret_sealed)}
        except InvalidToken as error:
            raise NoCard(Trouble.SECRET) from error


def _values(asked: Asked) -> dict[Variable, str]:
    return answers.filled_values(
        {kind: asked.first(kind) for kind, _value in asked.handles}, asked.customer_id
    )


def of_centre(centre_id: int) -> Sequence[WebSource]:
    """The systems a centre asks now."""
    return [WebSource(row) for row in asked_in(centre_id)]
