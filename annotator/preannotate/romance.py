"""The forms in which French and Spanish verbs and nouns report: third person, infinitive and participles.

Written from school grammars.  A verb that goes another way than its class is in the table of its family: all
verbs that end so go like it ("soutenir" like "tenir").  Forms that no text has do no harm.
"""

from __future__ import annotations

import regex

_FRENCH_ER = "e ent ait aient a èrent era eront erait eraient ant é ée és ées er"
_FRENCH_IR = "it issent issait issaient irent ira iront irait iraient issant i ie is ies ir"

_FRENCH = {
    "tenir": (
        "tenir tient tiennent tenait tenaient tint tinrent tiendra tiendront tiendrait tiendraient "
        "tenu tenue tenus tenues tenant"
    ),
    "venir": (
        "venir vient viennent venait venaient vint vinrent viendra viendront viendrait viendraient "
        "venu venue venus venues venant"
    ),
    "mettre": (
        "mettre met mettent mettait mettaient mit mirent mettra mettront mettrait mettraient mis mise "
        "mises mettant"
    ),
    "dire": "dire dit disent disait disaient dirent dira diront dirait diraient dite dites dits disant",
    "crire": (
        "crire crit crivent crivait crivaient crivit crivirent crira criront crirait criraient crite "
        "crits crites crivant"
    ),
    "ondre": (
        "ondre ond ondent ondait ondaient ondit ondirent ondra ondront ondrait ondraient ondu ondue "
        "ondus ondues ondant"
    ),
    "endre": (
        "endre end endent endait endaient endit endirent endra endront endrait endraient endu endue "
        "endus endues endant"
    ),
    "prendre": (
        "prendre prend prennent prenait prenaient prit prirent prendra prendront prendrait "
        "prendraient pris prise prises prenant"
    ),
    "aindre": (
        "aindre aint aignent aignait aignaient aignit aignirent aindra aindront aindrait ainte aints "
        "aintes aignant"
    ),
    "connaître": (
        "connaître connaît connait connaissent connaissait connaissaient connut connurent connaîtra "
        "connaîtront connaîtrait connaîtraient connu connue connus connues connaissant"
    ),
    "clure": (
        "clure clut cluent cluait cluaient clurent clura cluront clurait cluraient clu clue clus clues cluant"
    ),
    "croire": (
        "croire croit croient croyait croyaient crut crurent croira croiront croirait croiraient cru "
        "crue croyant"
    ),
    "voir": (
        "voir voit voient voyait voyaient vit virent verra verront voira voiront voirait voiraient vu "
        "vue vus vues voyant"
    ),
    "savoir": "savoir sait savent savait savaient sut surent saura sauront saurait su sachant",
    "vouloir": (
        "vouloir veut veulent voulait voulaient voulut voulurent voudra voudront voudrait voudraient "
        "voulu voulant"
    ),
    "mentir": (
        "mentir ment mentent mentait mentaient mentit mentirent mentira mentiront mentirait "
        "mentiraient menti mentie mentis menties mentant"
    ),
    "sentir": (
        "sentir sent sentent sentait sentaient sentit sentirent sentira sentiront senti sentie sentant"
    ),
    "lire": "lire lit lisent lisait lisaient lut lurent lira liront lu lue lisant",
    "suivre": "suivre suit suivent suivait suivaient suivit suivirent suivra suivront suivi suivie suivant",
    "appeler": (
        "appeler appelle appellent appelait appelaient appela appelèrent appellera appelleront "
        "appellerait appelleraient appelé appelée appelés appelées appelant"
    ),
    "jeter": (
        "jeter jette jettent jetait jetaient jeta jetèrent jettera jetteront jetterait jetteraient "
        "jeté jetée jetés jetées jetant"
    ),
    "faire": (
        "faire fait font faisait faisaient fit firent fera feront ferait feraient faite faits faites faisant"
    ),
}
_SPANISH = {
    "decir": (
        "decir dice dicen decía decían dijo dijeron dirá dirán diría dirían decirá decirán dicho "
        "dicha dichos dichas diciendo diga digan dijera dijeran"
    ),
    "tener": (
        "tener tiene tienen tenía tenían tuvo tuvieron tendrá tendrán tendría tendrían tenido tenida "
        "tenidos tenidas teniendo tenga tengan"
    ),
    "poner": (
        "poner pone ponen ponía ponían puso pusieron pondrá pondrán pondría pondrían puesto puesta "
        "puestos puestas poniendo ponga pongan"
    ),
    "pedir": (
        "pedir pide piden pedía pedían pidió pidieron pedirá pedirán pediría pedirían pedido pedida "
        "pedidos pedidas pidiendo pida pidan"
    ),
    "petir": (
        "petir pite piten petía petían pitió pitieron petirá petirán petiría petirían petido petida "
        "petidos petidas pitiendo pita pitan"
    ),
    "vertir": (
        "vertir vierte vierten vertía vertían virtió virtieron vertirá vertirán vertiría vertirían "
        "vertido vertida vertidos vertidas virtiendo vierta viertan"
    ),
    "gerir": (
        "gerir giere gieren gería gerían girió girieron gerirá gerirán geriría gerirían gerido gerida "
        "geridos geridas giriendo"
    ),
    "ferir": (
        "ferir fiere fieren fería ferían firió firieron ferirá ferirán feriría ferirían ferido ferida "
        "feridos feridas firiendo"
    ),
    "entir": (
        "entir iente ienten entía entían intió intieron entirá entirán entiría entirían entido entida "
        "entidos entidas intiendo"
    ),
    "uir": "uir uye uyen uía uían uyó uyeron uirá uirán uiría uirían uido uida uidos uidas uyendo",
    "eer": "eer ee een eía eían eyó eyeron eerá eerán eería eerían eído eída eídos eídas eyendo",
    "prever": (
        "prever prevé prevén preveía preveían previó previeron preverá preverán prevería preverían "
        "previsto prevista previstos previstas previendo"
    ),
    "querer": (
        "querer quiere quieren quería querían quiso quisieron querrá querrán querría querrían querido "
        "queriendo quiera quieran"
    ),
    "saber": "saber sabe saben sabía sabían supo supieron sabrá sabrán sabría sabrían sabido sabiendo",
    "hacer": (
        "hacer hace hacen hacía hacían hizo hicieron hará harán haría harían hecho hecha hechos "
        "hechas haciendo"
    ),
    "scribir": (
        "scribir scribe scriben scribía scribían scribió scribieron scribirá scribirán scribiría "
        "scribirían scrito scrita scritos scritas scribiendo"
    ),
    "ucir": "ucir uce ucen ucía ucían ujo ujeron ucirá ucirán uciría ucirían ucido uciendo",
    "eguir": "eguir igue iguen eguía eguían iguió iguieron eguirá eguirán eguiría eguirían eguido iguiendo",
}
_SPANISH_AR = "ar a an aba aban ó aron ará arán aría arían ado ada ados adas ando ara aran e en"
_SPANISH_ER = "er e en ía ían ió ieron erá erán ería erían ido ida idos idas iendo a an"
_SPANISH_IR = "ir e en ía ían ió ieron irá irán iría irían ido ida idos idas iendo a an"

_SILENT = regex.compile(r"[eé](?=[^aeiouyàâéèêîôû]{1,2}$)")
_MUTE = ("e", "ent", "era", "eront", "erait", "eraient")
_LAST_VOWEL = regex.compile(r"[eo](?=[^aeiouáéíóú]*$)")


def french_verb(lemma: str) -> set[str]:
    """All third-person forms of a French verb, its infinitive and participles."""
    family = _family(lemma, _FRENCH)
    if family is not None:
        return family
    stem = lemma[:-2]
    if lemma.endswith("ir"):
        return {stem + ending for ending in _FRENCH_IR.split()}
    forms = set()
    for ending in _FRENCH_ER.split():
        written = stem
        if ending in _MUTE:
            written = _SILENT.sub("è", stem)  # révèle, soulève
            forms.add(stem + ending)
        elif ending[0] in "aâ" and stem[-1:] == "c":
            written = stem[:-1] + "ç"
        elif ending[0] in "aâ" and stem[-1:] == "g":
            written = stem + "e"
        forms.add(written + ending)
    return forms


def spanish_verb(lemma: str) -> set[str]:
    """All third-person forms of a Spanish verb, its infinitive and participles, also with "se" and "le"."""
    family = _family(lemma, _SPANISH)
    if family is None:
        stem, ends = lemma[:-2], lemma[-2:]
        endings = {"ar": _SPANISH_AR, "er": _SPANISH_ER, "ir": _SPANISH_IR}[ends].split()
        family = {stem + ending for ending in endings}
        for ending in ("a", "an", "e", "en"):  # niega, cuenta
            family.add(_LAST_VOWEL.sub(lambda m: {"e": "ie", "o": "ue"}[m.group()], stem) + ending)
    return family | {lemma + clitic for clitic in ("se", "le", "les", "lo")}


def french_noun(lemma: str) -> set[str]:
    """Singular and plural."""
    return {lemma, lemma if lemma[-1] in "sxz" else lemma + ("x" if lemma.endswith(("eau", "eu")) else "s")}


def spanish_noun(lemma: str) -> set[str]:
    """Singular and plural."""
    if lemma.endswith("ión"):
        return {lemma, lemma[:-2] + "ones"}
    if lemma.endswith("z"):
        return {lemma, lemma[:-1] + "ces"}
    return {lemma, lemma + ("s" if lemma[-1] in "aeiouáéó" else "es")}


def _family(lemma: str, families: dict[str, str]) -> set[str] | None:
    ending = max((end for end in families if lemma.endswith(end)), key=len, default=None)
    if ending is None:
        return None
    stem = lemma.removesuffix(ending)
    return {stem + form for form in families[ending].split()}
