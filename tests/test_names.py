import pytest

from summarize.facts.finding.names import find_names


def names(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(mention.kind, mention.text, mention.key) for mention in find_names(text, language)]


def kinds(text: str, language: str = "en") -> dict[str, str]:
    return {mention.text: mention.kind for mention in find_names(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "kind", "name"),
    [
        ("The meeting in Bamako was short.", "en", "place", "Bamako"),
        ("Rebels took the town of Kirkaldaba.", "en", "place", "Kirkaldaba"),
        ("Shops in the Zorgho neighbourhood closed.", "en", "place", "Zorgho"),
        ("They crossed the Wouri River at night.", "en", "place", "Wouri River"),
        ("Le convoi a quitté la ville de Zorghotown.", "fr", "place", "Zorghotown"),
        ("Des habitants du Kourwéogo ont fui.", "fr", "place", "Kourwéogo"),
        ("The African Union met.", "en", "organisation", "African Union"),
        (
            "He leads the Patriotic Front for Renewal of Togo.",
            "en",
            "organisation",
            "Patriotic Front for Renewal of Togo",
        ),
        ("Selon le magazine Jeune Afrique, non.", "fr", "organisation", "Jeune Afrique"),
        ("The company Zamboula closed.", "en", "organisation", "Zamboula"),
        ("The FNDC called a march.", "en", "organisation", "FNDC"),
        ("Selon la Cour suprême, le vote est valable.", "fr", "organisation", "Cour suprême"),
        ("La Croix-Rouge malienne distribue des vivres.", "fr", "organisation", "Croix-Rouge malienne"),
        ("Tuareg rebels advanced.", "en", "group", "Tuareg"),
        ("They freed six Malians.", "en", "group", "Malians"),
        ("Women of the Zarmatou people fled.", "en", "group", "Zarmatou"),
        ("Des soldats maliens et une éleveuse peule", "fr", "group", "maliens"),
        ("It was Colonel Issa Barkindo who spoke.", "en", "person", "Issa Barkindo"),
        ("Le colonel Issa Barkindo a parlé.", "fr", "person", "Issa Barkindo"),
        ("Ould Cheikh Ahmed said no.", "en", "person", "Ould Cheikh Ahmed"),
    ],
)
def test_a_name_is_found_with_its_kind(text: str, language: str, kind: str, name: str) -> None:
    assert kinds(text, language).get(name) == kind


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Soldiers gathered. Hundreds fled. Prices rose.", "en"),
        ("The government said nothing. He left.", "en"),
        ('"Nothing has changed," it said.', "en"),
        ("Covid and the Internet changed Christmas.", "en"),
        ("I'm told they'd go home.", "en"),
        ("Les soldats se sont rassemblés. Certains ont fui.", "fr"),
        ("« Rien n'a changé », dit-on. L'État se tait.", "fr"),
        ("the us and chad, said who", "en"),
        ("It cost US$453 million, GH₵15 or CHF 2m.", "en"),
        ("A plant of 110 MW costs 22,500 XOF.", "en"),
        ("It pleased the Acting Country Director.", "en"),
    ],
)
def test_a_capital_alone_makes_no_name(text: str, language: str) -> None:
    assert names(text, language) == []


def test_an_acronym_and_its_long_form_are_one_organisation() -> None:
    text = "The Economic Community of West African States (ECOWAS) met. ECOWAS will meet again."
    assert names(text) == [
        ("organisation", "Economic Community of West African States", "ecowas"),
        ("organisation", "ECOWAS", "ecowas"),
        ("organisation", "ECOWAS", "ecowas"),
    ]


def test_an_unknown_acronym_is_explained_by_the_text() -> None:
    text = "Le Mouvement citoyen pour la rivière (MCR) proteste. Le MCR marche."
    assert {key for _, _, key in names(text, "fr")} == {"mcr"}


def test_the_party_in_brackets_behind_a_person_is_no_long_form() -> None:
    assert kinds("Issa Barkindo (UDP) a voté.", "fr") == {"Issa Barkindo": "person", "UDP": "organisation"}


def test_one_key_for_both_languages() -> None:
    assert names("The AU, Timbuktu, Ivory Coast")[1:] == [
        (kind, text, key)
        for (kind, _, key), text in zip(
            names("L'UA, Tombouctou, Côte d'Ivoire", "fr")[1:], ("Timbuktu", "Ivory Coast"), strict=True
        )
    ]


def test_a_surname_joins_the_person_named_last() -> None:
    text = "Adama Sidi met Moussa Sidi. Mr Sidi left. Later Adama Sidi spoke, and Sidi wept."
    keys = [key for _, _, key in names(text)]
    assert keys == ["adama-sidi", "moussa-sidi", "moussa-sidi", "adama-sidi", "adama-sidi"]


def test_a_surname_in_the_title_joins_the_full_name_below() -> None:
    assert {key for _, _, key in names("Barkindo freed\n\nThe court freed Issa Barkindo.")} == {
        "issa-barkindo"
    }


def test_titles_and_countries_are_no_part_of_a_persons_name() -> None:
    assert names("Mali President Amadou Toumani Toure spoke.") == [
        ("place", "Mali", "mali"),
        ("person", "Amadou Toumani Toure", names("Amadou Toumani Toure")[0][2]),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lynndie England was sentenced to three years.", {"Lynndie England": "person"}),
        ("The drummer Chad Smith left Chad.", {"Chad Smith": "person", "Chad": "place"}),
        ("Captain Jordan Henderson scored in Jordan.", {"Jordan Henderson": "person", "Jordan": "place"}),
        ("Mali Tuareg rebels advanced.", {"Mali": "place", "Tuareg": "group"}),
        ("The Mali Parliament sat.", {"Mali Parliament": "organisation"}),
    ],
)
def test_a_place_can_be_part_of_a_persons_name(text: str, found: dict[str, str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("Mali President Issa Barkindo spoke.", "en", "Mali President"),
        ("The prime minister, Issa Barkindo, spoke.", "en", "prime minister"),
        ("Issa Barkindo, the head of a militia, fell.", "en", "the head of a militia"),
        ("Issa Barkindo, who runs the clinic, spoke.", "en", "who runs the clinic"),
        ("Le colonel Issa Barkindo a parlé.", "fr", "colonel"),
        ("Issa Barkindo, un pêcheur de 52 ans, a parlé.", "fr", "un pêcheur de 52 ans"),
        ("Issa Barkindo spoke.", "en", ""),
    ],
)
def test_the_role_of_a_person_is_read(text: str, language: str, role: str) -> None:
    (person,) = (mention for mention in find_names(text, language) if mention.kind == "person")
    assert person.detail == role


def test_a_headline_in_title_case_gives_only_names() -> None:
    text = "Soldiers Seize Power In Bamako After Vote\n\nSoldiers seized power in Bamako after the vote."
    assert kinds(text) == {"Bamako": "place"}


def test_spans_are_exact() -> None:
    text = "In N’Djamena, Dr Ali Moussa of the Red Cross said Mali’s army lost."
    assert all(text[mention.start : mention.end] == mention.text for mention in find_names(text, "en"))
    assert {"N’Djamena", "Ali Moussa", "Red Cross", "Mali"} <= set(kinds(text))


@pytest.mark.parametrize("unit", ["US dollars", "Canadian dollars", "US$"])
def test_the_country_of_a_currency_is_no_place(unit: str) -> None:
    assert [
        name.text for name in find_names(f"The mine in Kayes paid 160 million {unit} in taxes.", "en")
    ] == ["Kayes"]
