import pytest

from summarize.translation.guards import find_fault

LONG = "The soldiers who seized power last week have promised to return it to civilians within three years."


@pytest.mark.parametrize(
    ("source", "target", "fault"),
    [
        ("Hello there", "", "empty translation"),
        ("Hello there", " . ", "empty translation"),
        ("Students enrolled", "Les étudiants matriculés matriculés matriculés matriculés", "repeats words"),
        ("I am sorry", "Je suis désolé je suis désolé je suis désolé", "repeats words"),
        ("Connect now", "Connectconnectconnectconnectconnectconnect", "repeats characters"),
        (LONG, "Les soldats qui.", "translation too short"),
        (
            "Cold reception",
            "Un accueil " + "froid et distant, puis chaud et cordial " * 2,
            "translation too long",
        ),
        (LONG, LONG, "source copied"),
        (
            "On Monday Ms Traore was heard in court in Bamako",
            "On Monday it was the case of Ms Traore that he had to be heard in the court of Bamako",
            "wrong language",
        ),
    ],
)
def test_failed_translations_are_found(source, target, fault):
    assert find_fault(source, target, "en", "fr") == fault


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            LONG,
            "Les soldats qui ont pris le pouvoir la semaine dernière veulent le rendre d'ici trois ans.",
        ),
        ("Nous nous sommes vus, very very long ago", "Nous nous sommes vus il y a très très longtemps"),
        ("No, no, no, no, no!", "Non, non, non, non, non !"),
        ("1000000 francs", "1000000 de francs"),
        ("AFP, Reuters, AP", "AFP, Reuters, AP"),
        ("Mali: junta", "Mali : la junte"),
        ("Important information", "Information importante"),
    ],
)
def test_good_translations_pass(source, target):
    assert find_fault(source, target, "en", "fr") == ""
