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
        ("fr", "Grève des trains : le ministre promet des bus"),
        ("de", "Die Bürgermeisterin sagte am Montag, der Hafen werde schließen."),
        ("pl", "Burmistrz ogłosiła w poniedziałek, że port zostanie zamknięty."),
        ("sv", "Borgmästaren sade på måndagen att hamnen stängs."),
        ("tr", "Belediye başkanı pazartesi günü limanın kapanacağını söyledi."),
        ("el", "Η δήμαρχος ανακοίνωσε τη Δευτέρα ότι το λιμάνι θα κλείσει."),
        ("ja", "数日前に会見を開いた。" * 9),
        (
            "ru",
            "Мэр заявил, что паром не выйдет в море и что город не платит за топливо для островов, как это было.",
        ),
    ],
)
def test_languages(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    ["", "Ferry", "Kim Lee Park", "12.3.2024", "OK OK OK OK OK", "x" * 100, "https://example.com/a/b/c"],
)
def test_unsure(text: str) -> None:
    assert language_of(text) == ""


def test_the_same_text_always_gets_the_same_answer() -> None:
    text = "La maire a annoncé lundi que le port fermerait. "
    assert {language_of(text * times) for times in (1, 2, 50, 2000)} == {"fr"}
