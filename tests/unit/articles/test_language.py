# ruff: noqa: E501  (sample texts stand on one line, as in a file)
from __future__ import annotations

import pytest

from annotator.articles.language import language_of


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The mayor said that the ferry was to be halted for a month and that the council had voted for it.",
        ),
        (
            "fr",
            "Le maire a dit que les ferries sont à quai et que la ville ne paie pas pour le carburant des îles.",
        ),
        (
            "es",
            "El alcalde dijo que el barco se queda en el puerto y que la ciudad no paga por el gasóleo de las islas.",
        ),
        (
            "de",
            "Der Bürgermeister sagte, die Fähre sei nicht zu halten und das Geld ist für den Bus der Insel.",
        ),
        (
            "it",
            "Il sindaco dice che la nave non parte e che il comune è in difficoltà per la spesa del gasolio.",
        ),
        (
            "pt",
            "O prefeito disse que a balsa não sai do porto e que os custos são para o povo das ilhas, com uma taxa.",
        ),
        (
            "nl",
            "De burgemeester zegt dat het schip niet vaart en dat de stad er voor een maand mee is gestopt.",
        ),
        (
            "ca",
            "L'alcalde diu que el vaixell no surt i que els diners de la ciutat són per als autobusos amb les illes.",
        ),
        (
            "ru",
            "Мэр заявил, что паром не выйдет в море и что город не платит за топливо для островов, как это было.",
        ),
    ],
)
def test_languages(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["", "Ferry", "Numquam ponenda est pluralitas sine necessitate.", "数日前に会見を開いた。" * 9]
)
def test_unsure(text: str) -> None:
    assert language_of(text) == ""
