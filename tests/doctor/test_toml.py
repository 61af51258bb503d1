"""What doctor says to write in a map is TOML, and means what the log has."""

import tomllib

import pytest

from stillwatch.doctor.own_calls import in_map
from stillwatch.doctor.toml import quoted
from stillwatch.doctor.values import form_of
from stillwatch.ingest.paths import parse_path
from stillwatch.ingest.source import AS_IS, Source

TEXTS = ["plain", "C:\\users\\new", "it's", 'a."b.c"', "a.\"it's\"", "täg", "\x1b[31m\n\x7f",
         "\U000e0001\U0001f600", "'", '"', "\\"]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_what_it_is(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)}") == {"a": text}
    assert tomllib.loads(in_map(text, [text])) == {text: text}
    assert tomllib.loads(in_map(text, [text, "b"])) == {text: [text, "b"]}
    assert quoted(text).isprintable()


def test_a_path_with_quotation_marks_can_be_copied_into_a_map() -> None:
    source = Source(((parse_path('attributes."llm.tokens"'), AS_IS),))
    form = form_of("usage.input_tokens", "1.204", source)
    assert form is not None and "path = 'attributes.\"llm.tokens\"', decimal" in form.remedy
