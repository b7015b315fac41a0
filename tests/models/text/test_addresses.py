"""What is opened is an address of the web, and is shown as it is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.addresses import AddressError, is_web_address, web_address


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" http://Example.ORG:8080/ ", "http://example.org:8080/"),
        ("https://fa.example.ir/خبر", "https://fa.example.ir/%D8%AE%D8%A8%D8%B1"),
        ("https://example.org/%D8%AE", "https://example.org/%D8%AE"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://example.org/<b>", "https://example.org/%3Cb%3E"),
    ],
)
def test_an_address_is_sent_in_ascii(text, sent):
    address = web_address(text)
    assert address.sent == sent
    assert address.host_written == ""


@pytest.mark.parametrize(
    ("text", "host", "written"),
    [
        ("https://аррӏе.com/login", "xn--80ak6aa92e.com", "аррӏе.com"),
        ("https://xn--80ak6aa92e.com/login", "xn--80ak6aa92e.com", "аррӏе.com"),
        ("https://irna。ir/", "irna.ir", ""),
    ],
)
def test_a_host_in_another_script_is_shown_in_both_spellings(text, host, written):
    address = web_address(text)
    assert (address.host, address.host_written) == (host, written)
    assert address.sent.startswith(f"https://{host}/")


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x",
        "mailto:a@b.c", "smb://host/share", "ftp://example.org/x", "https://", "http:///x",
        "https://irna.ir@evil.example/", "https://exa mple.org/", "https://example.org\\@evil.example",
        "https://example.org/\u202egro.live", "https://example.org/\u200b", "https://a\nb.org/",
        "https://example.org:port/", "https://[::1", "https://exa%6dple.org/",
        "https://a/" + "b" * 3000, "https://" + "a" * 70 + "é.org/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_or_deceives_is_not_opened(text):
    with pytest.raises(AddressError) as refused:
        web_address(text)
    assert str(refused.value).endswith("opened.")
    assert not is_web_address(text)


@given(st.text(max_size=60))
def test_whatever_is_opened_is_ascii_and_of_the_web(text):
    for written in (text, f"https://{text}", f"http://example.org/{text}"):
        if is_web_address(written):
            sent = web_address(written).sent
            assert sent.isascii()
            assert sent.isprintable()
            assert sent.startswith(("http://", "https://"))
            assert web_address(sent).sent == sent
