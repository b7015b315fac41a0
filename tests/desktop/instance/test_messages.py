from hypothesis import given
from hypothesis import strategies as st

from desktop.instance.messages import LONGEST, raise_message, token_of

PRINTABLE = st.characters(min_codepoint=0x21, max_codepoint=0x7E)


@given(st.text(PRINTABLE, max_size=1024))
def test_every_printable_token_arrives_as_it_was(token):
    message = raise_message(token)
    assert token_of(message) == token
    assert len(message) <= LONGEST


@given(st.text())
def test_a_token_no_desktop_gives_is_left_out_and_the_message_stays_whole(token):
    assert token_of(raise_message(token)) in {token, ""}


@given(st.binary(max_size=LONGEST + 10))
def test_other_bytes_ask_for_nothing(message):
    token = token_of(message)
    assert token is None or message == raise_message(token)


def test_two_messages_at_once_are_none():
    assert token_of(raise_message("a") + raise_message("b")) is None
