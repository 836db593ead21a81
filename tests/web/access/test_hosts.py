"""The name in a Host header."""

import pytest

from voc.web.access.hosts import named


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost", "localhost"), ("LOCALHOST:8377", "localhost"), ("127.0.0.1:80", "127.0.0.1"),
        ("[::1]", "::1"), ("[::1]:8377", "::1"), ("voc.example.com:443", "voc.example.com"),
        ("", ""), ("[::1", ""), ("::1", ""), ("a b", ""), ("a@b", ""), ("a/b", ""), ("a:b", ""),
    ],
)  # fmt: skip
def test_a_host_is_named_without_its_port_and_nonsense_not_at_all(host: str, name: str) -> None:
    assert named(host) == name
