# ruff: noqa: E501  (sample texts stand on one line, as in a file)
from __future__ import annotations

import codecs
import random

import pytest

from annotator.articles.text import decode, without_surrogates
from annotator.errors import UserError

WESTERN = {
    "es": "El presidente señaló que la situación económica mejoró este año. «No habrá más recortes», añadió.",
    "de": "Die Regierung hat angekündigt, die Maßnahmen für Bürger und Länder zu prüfen, sagte der Außenminister.",
    "fr": "Le président a déclaré que la situation s'était améliorée à Paris, où les élus étaient réunis.",
    "en": "The minister said the café would stay open until the naïve façade had been repainted.",
}


@pytest.mark.parametrize("language", WESTERN)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_western_text_in_every_encoding(language: str, encoding: str) -> None:
    assert decode(WESTERN[language].encode(encoding)) == WESTERN[language]


def test_windows_quotes_and_dashes() -> None:
    text = "The minister said “we won’t go” – and the road to the north stayed closed for the whole week."
    assert decode(text.encode("cp1252")) == text


def test_cyrillic_utf16_without_mark() -> None:
    text = "Министр заявил в четверг, что страна продолжит переговоры с соседями о границе."
    assert decode(text.encode("utf-16-le")) == text
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"", codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_is_no_text(mark: bytes) -> None:
    encoding = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le"}.get(mark, "utf-16-be")
    assert decode(mark + "Peace.\r\n".encode(encoding)) == "Peace.\r\n"


def test_only_one_mark_is_taken_away() -> None:
    assert decode(codecs.BOM_UTF8 + "\ufeffPeace".encode()) == "\ufeffPeace"


def test_nothing_is_changed() -> None:
    text = " \ta\r\nb\rc\u2028d\u00a0e\u200df 👩‍🚀 e\u0301 \n"
    assert decode(text.encode()) == text


@pytest.mark.parametrize("data", [b"abc\0def", bytes(range(256)) * 8, random.Random(3).randbytes(5000)])
def test_binary(data: bytes) -> None:
    with pytest.raises(UserError, match="not text but binary"):
        decode(data)


def test_damaged_utf8_is_not_garbled_in_silence() -> None:
    data = (WESTERN["es"] * 5).encode() + b"\xff and more"
    with pytest.raises(UserError, match="damaged at byte"):
        decode(data)


def test_utf16_cut_in_a_character() -> None:
    with pytest.raises(UserError, match="damaged"):
        decode("Peace 👩".encode("utf-16")[:-1])


def test_lone_surrogates_become_one_character_each() -> None:
    assert without_surrogates("a\ud83db\udc00") == "a\ufffdb\ufffd"
    assert without_surrogates("a👩b") == "a👩b"


def test_random_bytes_never_raise_anything_else() -> None:
    source = random.Random(11)
    for _ in range(60):
        data = source.randbytes(source.randrange(1, 200))
        try:
            text = decode(data)
        except UserError:
            continue
        assert "\0" not in text
