"""Articles in French, Spanish and German, invented for the tests, and the pipelines they need."""

from __future__ import annotations

import pytest

from annotator.preannotate.models import installed_for

FRENCH = """Saint-Aubin ferme son port de pêche

Le port de Saint-Aubin fermera le 1er mars, a annoncé mardi la maire, Claire Roux. « Nous n’avons \
plus les moyens d’entretenir les quais », a-t-elle déclaré devant le conseil municipal. Elle a \
précisé que les travaux coûteraient onze millions d’euros.

Les pêcheurs dénoncent une décision brutale. « C’est une honte, a lancé Paul Kervella, président du \
syndicat des pêcheurs. On nous jette à la rue. » Selon lui, une quarantaine d’emplois sont menacés.

D’après la préfecture, une aide sera versée dès avril. Le préfet, Marc Aubert, assure que « personne \
ne sera abandonné ». L’opposition accuse la maire d’avoir caché un rapport.

Pour Julie Moreau, économiste à l’université de Brest, la fermeture était inévitable. « Le port perd \
de l’argent depuis vingt ans », explique-t-elle. Il craint que d’autres ports ne subissent le même \
sort.
"""

FRENCH_STRIKE = """Grève des trains : le ministre promet des bus

— Vous arriverez à l’heure, a promis le ministre des Transports, Yann Le Goff.

La direction de la compagnie Transrail estime que sept trains sur dix circuleront jeudi. Le syndicat \
Sud-Rail, lui, affirme que le trafic sera nul.

« Nous demandons une hausse des salaires de 5 % », explique Nadia Benali, porte-parole du syndicat, \
qui reproche à la direction de refuser tout dialogue. Interrogé sur RadioVille, le patron de \
Transrail, Éric Dumas, a répondu que « la porte reste ouverte » et qu’il recevrait les syndicats \
lundi.

Comme l’a rappelé le Premier ministre, le droit de grève est garanti par la Constitution. « Le \
gouvernement, a-t-il ajouté, ne cédera pas au chantage. »
"""

SPANISH = """El ayuntamiento de Villanueva cierra el mercado

El mercado central cerrará el 1 de marzo, anunció el martes la alcaldesa, Clara Rubio. «Ya no \
tenemos medios para mantener el edificio», declaró ante el pleno. Rubio precisó que las obras \
costarían once millones de euros.

Los comerciantes denuncian una decisión brutal. «Es una vergüenza», dijo Pablo Ortega, presidente de \
la asociación de comerciantes. Según él, unos cuarenta empleos están en peligro.

De acuerdo con el gobierno regional, la ayuda llegará en abril. El consejero de Economía, Marcos \
Gil, aseguró que “nadie quedará abandonado”. La oposición acusa a la alcaldesa de haber ocultado un \
informe. Rubio niega haber recibido ese documento.
"""

SPANISH_STRIKE = """Huelga de trenes: el ministro promete autobuses

—Llegarán ustedes a tiempo —prometió el ministro de Transportes, Juan Leal—. Habrá autobuses.

La empresa Transrail cree que circularán siete de cada diez trenes el jueves. El sindicato Unión \
Ferroviaria, en cambio, afirma que no habrá servicio.

«Pedimos una subida salarial del 5 %», explica Nadia Bravo, portavoz del sindicato, que reprocha a \
la dirección que rechace todo diálogo.

Como recordó el presidente, el derecho de huelga está garantizado por la Constitución. «El Gobierno \
—añadió— no cederá al chantaje».
"""

GERMAN = """Bahn streikt am Donnerstag

„Wir fordern fünf Prozent mehr Lohn für alle“, sagte Nadja Braun am Montag. Der Verkehrsminister \
lehnte das ab. Die Gewerkschaft will verhandeln, die Fluthilfe steht noch aus.
"""


def need_pipeline(language: str) -> str:
    """Name of the installed pipeline of a language; skips the test where there is none."""
    pipeline = installed_for(language)
    if pipeline is None:
        pytest.skip(f"no pipeline for {language} is installed")
    return pipeline
