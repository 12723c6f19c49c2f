import pytest

from summarize.translation.normalise import normalise
from summarize.translation.typography import restore

N, T = "\u00a0", "\u202f"  # no-break and narrow no-break space

CASES = [
    ('"Nous partons", a-t-il dit.', f"«{N}Nous partons{N}», a-t-il dit."),
    ("« Nous partons », a-t-il dit.", f"«{N}Nous partons{N}», a-t-il dit."),
    ("«Oui» et “non”", f"«{N}Oui{N}» et «{N}non{N}»"),
    ('« Il a crié "feu" hier »', f"«{N}Il a crié “feu” hier{N}»"),
    ('Il a dit "partez.', 'Il a dit "partez.'),
    ('partez", a-t-il dit.', 'partez", a-t-il dit.'),
    ('Un écran de 15" et un "test"', f'Un écran de 15" et un «{N}test{N}»'),
    ("Qui ? Toi! Non; si?!", f"Qui{T}? Toi{T}! Non{T}; si{T}?!"),
    ("Mali : la junte cède", f"Mali{N}: la junte cède"),
    ("Mali: 45% des voix, 3,5 % ici", f"Mali{N}: 45{N}% des voix, 3,5{N}% ici"),
    ("L'armée d'aujourd'hui, l'« élite »", f"L’armée d’aujourd’hui, l’«{N}élite{N}»"),
    ("Il attend...", "Il attend…"),
    ("La ville - et le port - brûle", "La ville – et le port – brûle"),
    ("Match: 3 - 2", f"Match{N}: 3 - 2"),
    ("À 10:30, ratio 3:1, score 2:1!", f"À 10:30, ratio 3:1, score 2:1{T}!"),
    ("Voir https://a.org/b?c=d;e!f : là", f"Voir https://a.org/b?c=d;e!f{N}: là"),
    ("Voir https://a.org/b?c=1; puis http://b.org.", f"Voir https://a.org/b?c=1{T}; puis http://b.org."),
    ("Écrire à l'adresse o'neil@journal.ml!", f"Écrire à l’adresse o'neil@journal.ml{T}!"),
    ("(!) [?]", "(!) [?]"),
    ("Le 1 mai, le 11 mai et le 1er juin", "Le 1er mai, le 11 mai et le 1er juin"),
    ("Tél. : +223 20 22 33 44,ou à Gao", f"Tél.{N}: +223 20 22 33 44, ou à Gao"),
    ("10 € ou 12 $", f"10{N}€ ou 12{N}$"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_french_typography(text, wanted):
    assert restore(text, "fr") == wanted


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_typography_is_idempotent(text, wanted):
    once = restore(text, "fr", text)
    assert restore(once, "fr", text) == once


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("1,200 soldats", "1,200 soldiers", f"1{T}200 soldats"),
        ("1 200 soldats", "1,200 soldiers", f"1{T}200 soldats"),
        ("1.250.000 habitants", "1,250,000 people", f"1{T}250{T}000 habitants"),
        ("1 200 soldats", "1200 soldiers", f"1{T}200 soldats"),
        ("le 5 200 soldats", "on May 5 200 soldiers", "le 5 200 soldats"),
        ("3,125 litres", "3.125 litres", "3,125 litres"),
        ("en 2012", "in 2012", "en 2012"),
        ("de 10,5 à 1,200", "from 10.5 to 1,200", f"de 10,5 à 1{T}200"),
    ],
)
def test_thousands_are_grouped_only_when_the_source_has_the_number(text, source, wanted):
    assert restore(text, "fr", source) == wanted
    assert restore(wanted, "fr", source) == wanted


def test_other_languages_keep_their_typography():
    assert restore('"Yes": 45%!', "en") == '"Yes": 45%!'


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Yes,” he said — ‘no’…", "\"Yes,\" he said - 'no'..."),
        ("Mali’s army", "Mali's army"),
        ("1\u202f200 soldiers", "1\u00a0200 soldiers"),
        ("« Oui\u202f»", '"Oui"'),
    ],
)
def test_moses_normalises_source_punctuation_but_not_numbers(text, wanted):
    assert normalise(text, "en") == wanted


def test_normalising_does_not_pay_for_the_whole_of_sacremoses():
    import subprocess
    import sys

    code = (
        "import sys; from summarize.translation.normalise import normalise; normalise('a', 'en');"
        "sys.exit('joblib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
