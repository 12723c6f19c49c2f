import pytest

from summarize.translation.french import Noun, noun, place

NOUNS = {
    "CEDEAO": noun("CEDEAO", "Communauté économique des États de l'Afrique de l'Ouest", "organisation"),
    "ONU": noun("ONU", "Nations unies", "organisation"),
    "FMI": noun("FMI", "Fonds monétaire international", "organisation"),
    "Nations unies": noun("Nations unies", "Nations unies", "organisation"),
    "Mali": noun("Mali", "Mali", "place", territory=True),
    "Mexique": noun("Mexique", "Mexique", "place", territory=True),
    "Italie": noun("Italie", "Italie", "place", territory=True),
    "États-Unis": noun("États-Unis", "États-Unis", "place", territory=True),
    "Haïti": noun("Haïti", "Haïti", "place", territory=True),
    "Sahel": noun("Sahel", "Sahel", "place"),
    "Touaregs": noun("Touaregs", "Touaregs", "group"),
    "Abidjan": noun("Abidjan", "Abidjan", "place"),
    "Le Cap": noun("Le Cap", "Le Cap", "place"),
    "Cissé": noun("Cissé", "Cissé", "person"),
    "grève de la faim": noun("grève de la faim", "grève de la faim", "event"),
    "coup d'État": noun("coup d'État", "coup d'État", "event"),
    "MNLA": Noun("MNLA"),
    "Azam": Noun("Azam"),
    "14": Noun("14"),
    "26 mars": Noun("26 mars", "day"),
    "mercredi": Noun("mercredi", "weekday"),
    "avril 2012": Noun("avril 2012", "month"),
}


def test_name_that_heads_a_title_gets_no_article():
    assert place("", NOUNS["Mali"], "\u00a0: la junte cède") == "Mali"
    assert place("", NOUNS["Mali"], " a cédé") == "Le Mali"


@pytest.mark.parametrize(
    ("before", "name", "wanted"),
    [
        ("le sommet de ", "CEDEAO", "le sommet de la CEDEAO"),
        ("le sommet de l'", "CEDEAO", "le sommet de la CEDEAO"),
        ("", "CEDEAO", "La CEDEAO"),
        ("Le ", "ONU", "L'ONU"),
        ("des ", "ONU", "de l'ONU"),
        ("à la ", "FMI", "au FMI"),
        ("du ", "Nations unies", "des Nations unies"),
        ("(", "CEDEAO", "(CEDEAO"),
        ("en ", "Mali", "au Mali"),
        ("au ", "Mexique", "au Mexique"),
        ("à ", "Italie", "à l'Italie"),
        ("en ", "Italie", "en Italie"),
        ("de ", "États-Unis", "des États-Unis"),
        ("en ", "États-Unis", "aux États-Unis"),
        ("de la ", "Haïti", "d'Haïti"),
        ("dans ", "Sahel", "dans le Sahel"),
        ("des rebelles de ", "Touaregs", "des rebelles des Touaregs"),
        ("la ville du ", "Abidjan", "la ville d'Abidjan"),
        ("de Rabat à ", "Le Cap", "de Rabat au Cap"),
        ("en ", "Abidjan", "à Abidjan"),
        ("selon le ", "Cissé", "selon Cissé"),
        ("dit qu'", "Cissé", "dit que Cissé"),
        ("dit que ", "Abidjan", "dit qu'Abidjan"),
        ("un ", "grève de la faim", "une grève de la faim"),
        ("en ", "grève de la faim", "en grève de la faim"),
        ("Cette ", "coup d'État", "Ce coup d'État"),
        ("l'", "MNLA", "le MNLA"),
        ("la ", "MNLA", "la MNLA"),
        ("le ", "Azam", "l'Azam"),
        ("du ", "Azam", "de l'Azam"),
        ("d'", "14", "de 14"),
        ("les ", "14", "les 14"),
        ("mort sur ", "26 mars", "mort le 26 mars"),
        ("le coup du ", "26 mars", "le coup du 26 mars"),
        ("mort le ", "mercredi", "mort mercredi"),
        ("élu dans ", "avril 2012", "élu en avril 2012"),
    ],
)
def test_words_before_a_name_agree_with_it(before, name, wanted):
    assert place(before, NOUNS[name]) == wanted
