"""Claims in French and Spanish, on articles invented for it."""

from __future__ import annotations

import pytest

from annotator.model.annotation import quote_of
from annotator.model.suggestion import Suggestions
from annotator.preannotate.pipeline import Suggester
from tests.support.languages import FRENCH, FRENCH_STRIKE, SPANISH, SPANISH_STRIKE, need_pipeline

Told = tuple[str, str, str]
"""Kind, speaker and content of a claim."""


@pytest.fixture(scope="module")
def french() -> Suggester:
    return Suggester(need_pipeline("fr"))


@pytest.fixture(scope="module")
def spanish() -> Suggester:
    return Suggester(need_pipeline("es"))


def told(suggester: Suggester, text: str) -> set[Told]:
    found = suggester.suggest(text)
    return {_told(text, found, a.key) for a in found.annotations if a.label == "claim"}


def _told(text: str, found: Suggestions, key: str) -> Told:
    by_key = {annotation.key: annotation for annotation in found.annotations}
    speakers = [x.child for x in found.links if x.head == key and x.label == "speaker"]
    names = " and ".join(quote_of(text, by_key[child].segments) for child in speakers)
    return by_key[key].attributes["kind"], names, quote_of(text, by_key[key].segments)


def test_french_news(french: Suggester) -> None:
    assert told(french, FRENCH) >= {
        ("states", "Claire Roux", "Le port de Saint-Aubin fermera le 1er mars"),
        ("states", "elle", "Nous n’avons plus les moyens d’entretenir les quais"),
        ("states", "Elle", "les travaux coûteraient onze millions d’euros"),
        ("accuses", "pêcheurs", "une décision brutale"),
        ("states", "Paul Kervella", "C’est une honte … On nous jette à la rue."),
        ("states", "lui", "une quarantaine d’emplois sont menacés"),
        ("states", "préfecture", "une aide sera versée dès avril"),
        ("states", "Marc Aubert", "personne ne sera abandonné"),
        ("accuses", "opposition", "d’avoir caché un rapport"),
        ("evaluates", "Julie Moreau", "la fermeture était inévitable"),
        ("states", "elle", "Le port perd de l’argent depuis vingt ans"),
        ("predicts", "Il", "d’autres ports ne subissent le même sort"),
    }


def test_french_dialogue_quotes_within_clauses_and_words_put_in(french: Suggester) -> None:
    assert told(french, FRENCH_STRIKE) >= {
        ("promises", "Yann Le Goff", "Vous arriverez à l’heure"),
        ("states", "syndicat Sud-Rail", "le trafic sera nul"),
        ("states", "Nadia Benali", "Nous demandons une hausse des salaires de 5 %"),
        ("accuses", "Nadia Benali", "de refuser tout dialogue"),
        ("states", "Éric Dumas", "« la porte reste ouverte » et qu’il recevrait les syndicats lundi"),
        ("states", "Premier ministre", "le droit de grève est garanti par la Constitution"),
        ("states", "il", "Le gouvernement … ne cédera pas au chantage."),
    }


def test_spanish_news(spanish: Suggester) -> None:
    assert told(spanish, SPANISH) >= {
        ("states", "Clara Rubio", "El mercado central cerrará el 1 de marzo"),
        ("states", "", "Ya no tenemos medios para mantener el edificio"),
        ("states", "Rubio", "las obras costarían once millones de euros"),
        ("accuses", "comerciantes", "una decisión brutal"),
        ("states", "Pablo Ortega", "Es una vergüenza"),
        ("states", "él", "unos cuarenta empleos están en peligro"),
        ("states", "gobierno regional", "la ayuda llegará en abril"),
        ("states", "Marcos Gil", "nadie quedará abandonado"),
        ("accuses", "oposición", "de haber ocultado un informe"),
        ("denies", "Rubio", "haber recibido ese documento"),
    }


def test_spanish_dialogue_and_words_put_in(spanish: Suggester) -> None:
    assert told(spanish, SPANISH_STRIKE) >= {
        ("promises", "Juan Leal", "Llegarán ustedes a tiempo … Habrá autobuses."),
        ("states", "Nadia Bravo", "Pedimos una subida salarial del 5 %"),
        ("accuses", "Nadia Bravo", "rechace todo diálogo"),
        ("states", "presidente", "el derecho de huelga está garantizado por la Constitución"),
        ("states", "", "El Gobierno … no cederá al chantaje"),
    }


def test_the_reason_quotes_the_cue(french: Suggester) -> None:
    found = french.suggest("Le port fermera lundi, a annoncé Claire Roux.")
    reasons = {a.reason for a in found.annotations if a.label == "claim"}
    assert reasons == {
        "reporting verb 'annoncé' with subject Claire Roux, said within or behind what it reports"
    }


def test_without_a_verb_of_saying_nothing_is_claimed(french: Suggester, spanish: Suggester) -> None:
    assert told(french, "La maire a ouvert le port lundi, puis elle a visité la gare.") == set()
    assert told(spanish, "La alcaldesa abrió el puerto el lunes y luego visitó la estación.") == set()
    assert told(french, "— du pain\n— du lait\n— trois pommes rouges") == set(), "a list is no dialogue"
