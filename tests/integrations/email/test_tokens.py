"""Reply tokens: only ours open a ticket."""

from hypothesis import given
from hypothesis import strategies as st

from gijun.integrations.email.rules.reply_address import token_address, token_in, without_token
from gijun.integrations.email.tokens import ticket_of, token_of

TICKETS = st.integers(min_value=1, max_value=2**40)


@given(TICKETS)
def test_a_token_names_its_ticket(ticket_id):
    assert ticket_of(token_of(ticket_id)) == ticket_id


@given(TICKETS, TICKETS)
def test_a_token_says_nothing_about_another_ticket(ticket_id, other_id):
    forged = token_of(other_id)[:12] + token_of(ticket_id)[12:]

    assert ticket_of(forged) == (ticket_id if ticket_id == other_id else None)


@given(st.text(max_size=40))
def test_anything_else_names_no_ticket(text):
    assert ticket_of(text) is None


@given(TICKETS)
def test_the_address_with_the_token_is_read_back_from_it(ticket_id):
    address = token_address("help@example.com", token_of(ticket_id))

    assert token_in(address) == token_of(ticket_id)
    assert without_token(address) == "help@example.com"


def test_another_installation_makes_other_tokens(settings):
    token = token_of(7)
    settings.DATA_KEY = "another key"

    assert ticket_of(token) is None
