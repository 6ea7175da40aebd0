"""Who is meant by the words of a text: names, titles, groups, descriptions, pronouns."""

from collections.abc import Callable

import pytest

from dragoman.actors.casting import DocumentCast, cast, resolve_span
from dragoman.lexicons.files import Lexicons
from dragoman.reading.reader import read_document
from dragoman.schema.actor import Actor, MentionKind, Sector
from dragoman.schema.document import Document
from dragoman.schema.sentence import Reading, Sentence
from dragoman.sources.documents import bare_document

pytestmark = pytest.mark.parser

ReadText = Callable[..., tuple[Document, Reading]]


def meant(
    read_text: ReadText, lexicons: Lexicons, text: str, words: str, *, published: str | None = None
) -> tuple[Actor, ...]:
    """Resolve the last place at which the words stand in the text."""
    document, reading = read_text(text, published=published)
    found = cast(document, reading, lexicons=lexicons, published=document.published)
    start = text.rindex(words)
    return resolve_span(found, sentence_at(reading, start), (start, start + len(words)))


def sentence_at(reading: Reading, character: int) -> Sentence:
    return next(s for s in reading.sentences if s.span[0] <= character < s.span[1])


def cast_of(read_text: ReadText, lexicons: Lexicons, text: str) -> tuple[DocumentCast, Reading]:
    document, reading = read_text(text)
    return cast(document, reading, lexicons=lexicons, published=None), reading


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        pytest.param("Kenya expelled two envoys.", "Kenya", ["KEN"], id="short name"),
        pytest.param("The Republic of Korea protested.", "Republic of Korea", ["KOR"], id="official name"),
        pytest.param("The U.S. vetoed the text.", "U.S.", ["USA"], id="initials with stops"),
        pytest.param("They urged us to sign.", "us", [], id="pronoun, not the US"),
        pytest.param("Nairobi hoped for a deal.", "Nairobi", ["KEN"], id="capital acts"),
        pytest.param("Poland urged Minsk to free him.", "Minsk", ["BLR"], id="capital is addressed"),
        pytest.param("The Kremlin denied the report.", "Kremlin", ["RUS"], id="seat"),
        pytest.param("The Dutch refused.", "The Dutch", ["NLD"], id="people by adjective"),
        pytest.param("Two Danes were detained.", "Danes", ["DNK"], id="people in the plural"),
        pytest.param("Papua New Guinea signed.", "Papua New Guinea", ["PNG"], id="longest name wins"),
        pytest.param("Colombia´s army advanced.", "Colombia´s army", ["COL"], id="acute for apostrophe"),
        pytest.param("North and South Korea exchanged fire.", "North", ["PRK"], id="first half of a pair"),
        pytest.param("South Korea fired. The North fired back.", "The North", ["PRK"], id="the North"),
        pytest.param("Kosovo and Serbia met.", "Kosovo", ["XKX"], id="not in ISO"),
        pytest.param("The U.S.-Japan alliance holds.", "U.S.-Japan", ["USA", "JPN"], id="two names in one token"),
        pytest.param("Kinshasa said Congo would sign.", "Congo", ["COD"], id="Congo by default"),
        pytest.param(
            "Brazzaville is the seat. The Republic of Congo signed.", "Republic of Congo", ["COG"], id="the other"
        ),
    ],
)
def test_states(read_text: ReadText, lexicons: Lexicons, text: str, words: str, countries: list[str]) -> None:
    assert [a.country for a in meant(read_text, lexicons, text, words)] == countries


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        pytest.param("The ministers met in Tokyo.", "Tokyo", MentionKind.PLACE, id="capital after in"),
        pytest.param("Tokyo protested.", "Tokyo", MentionKind.STATE, id="capital as subject"),
        pytest.param("He flew to Beijing.", "Beijing", MentionKind.PLACE, id="end of a way"),
        pytest.param("She arrived from Paris.", "Paris", MentionKind.PLACE, id="start of a way"),
        pytest.param("Iran fired rockets at Israel.", "Israel", MentionKind.STATE, id="nobody is at a state"),
        pytest.param("A blast in Peshawar killed nine.", "Peshawar", MentionKind.PLACE, id="town"),
        pytest.param("Minister Gul Rahman Wardak won.", "Wardak", MentionKind.PERSON, id="surname that is a province"),
        pytest.param("Spokeswoman Pham Thu Hien won.", "Hien", MentionKind.PERSON, id="a name that is a day"),
        pytest.param("Peru spoke on social media.", "media", None, id="no people"),
        pytest.param("Peru warned the West.", "West", MentionKind.UNKNOWN, id="a direction, whoever bears the name"),
        pytest.param("Michael Jordan won.", "Jordan", MentionKind.PERSON, id="surname that is a state"),
        pytest.param("The WTO ruled.", "WTO", MentionKind.ORGANISATION, id="initials of an organisation"),
        pytest.param("He asked who came.", "who", None, id="small letters are no initials"),
        pytest.param("They cooked a turkey.", "turkey", None, id="the bird"),
        pytest.param("The Knesset voted.", "Knesset", MentionKind.BODY, id="body with a name of its own"),
    ],
)
def test_kinds(read_text: ReadText, lexicons: Lexicons, text: str, word: str, kind: MentionKind | None) -> None:
    found, reading = cast_of(read_text, lexicons, text)
    start = text.index(word)
    sentence = sentence_at(reading, start)
    token = sentence.at(start)
    assert token is not None
    mention = found.at(sentence.index, token)
    assert (mention.kind if mention else None) == kind


@pytest.mark.parametrize(
    ("text", "words", "name", "country", "office"),
    [
        pytest.param(
            "Norway's top diplomat Kari Nordmann left.",
            "Kari Nordmann",
            "Kari Nordmann",
            "NOR",
            "top diplomat",
            id="title before the name",
        ),
        pytest.param(
            "Kari Nordmann, deputy head of the Norwegian coast guard, left.",
            "Kari Nordmann",
            "Kari Nordmann",
            "NOR",
            "deputy head of the Norwegian coast guard",
            id="apposition",
        ),
        pytest.param(
            "Kenyan Trade Minister Jane Otieno spoke. Otieno left.",
            "Otieno",
            "Jane Otieno",
            "KEN",
            "Trade Minister",
            id="surname",
        ),
        pytest.param(
            "Kenyan Trade Minister Jane Otieno spoke. She left.",
            "She",
            "Jane Otieno",
            "KEN",
            "Trade Minister",
            id="pronoun",
        ),
        pytest.param(
            "Kenyan Trade Minister Jane Otieno spoke. The minister left.",
            "The minister",
            "Jane Otieno",
            "KEN",
            "Trade Minister",
            id="description",
        ),
        pytest.param(
            "Chinese diplomat Zhou Weimin met Xu. Zhou smiled.",
            "Zhou",
            "Zhou Weimin",
            "CHN",
            "diplomat",
            id="family name first",
        ),
        pytest.param(
            "Peru's foreign minister Ana Ruiz met her Chilean counterpart Luis Soto.",
            "Luis Soto",
            "Luis Soto",
            "CHL",
            "foreign minister",
            id="counterpart",
        ),
        pytest.param(
            "Malta's minister of state for fisheries Anna Borg spoke.",
            "Anna Borg",
            "Anna Borg",
            "MLT",
            "minister of state for fisheries",
            id="portfolio before the name",
        ),
        pytest.param(
            "The paper's Nairobi correspondent, Tom Brandt, was held.",
            "Tom Brandt",
            "Tom Brandt",
            None,
            "Nairobi correspondent",
            id="title, comma, name",
        ),
        pytest.param(
            "Army chief Omar al-Tayib resigned in Sudan.",
            "Omar al-Tayib",
            "Omar al-Tayib",
            "SDN",
            "Army chief",
            id="article inside the name",
        ),
    ],
)
def test_persons(
    read_text: ReadText, lexicons: Lexicons, text: str, words: str, name: str, country: str | None, office: str
) -> None:
    (actor,) = meant(read_text, lexicons, text, words)
    assert (actor.name, actor.country) == (name, country)
    assert actor.office is not None
    assert office.rsplit(maxsplit=1)[-1] in actor.office


@pytest.mark.parametrize(
    ("published", "name"),
    [
        pytest.param("2005-11-10", "Taro Aso", id="2005"),
        pytest.param("2015-06-01", "Fumio Kishida", id="2015"),
        pytest.param("2022-06-01", "Yoshimasa Hayashi", id="2022"),
    ],
)
def test_office_by_day(read_text: ReadText, lexicons: Lexicons, published: str, name: str) -> None:
    text = "The foreign minister of Japan will travel to Kenya."
    (actor,) = meant(read_text, lexicons, text, "foreign minister", published=published)
    assert (actor.name, actor.country) == (name, "JPN")


def test_office_by_day_says_from_which_row(read_text: ReadText, lexicons: Lexicons) -> None:
    document, reading = read_text("The foreign minister of Japan will travel to Kenya.", published="2015-06-01")
    found = cast(document, reading, lexicons=lexicons, published=document.published)
    (because,) = {m.because for m in found.mentions if m.kind is MentionKind.PERSON}
    assert "world/offices/foreign.csv: Fumio Kishida, foreign minister, 2012-12-26 to 2017-08-03" in because


def test_nobody_is_named_after_the_day_of_the_tables(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "The foreign minister of Japan will travel to Kenya."
    (actor,) = meant(read_text, lexicons, text, "foreign minister", published="2031-06-01")
    assert (actor.name, actor.country) == (None, "JPN")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param(
            "Talks in Oslo between Foreign Minister Ana Ruiz and her Norwegian counterpart, Liv Dahl, ended. "
            "Norway and Peru signed. Peru thanked Norway.",
            "Ana Ruiz",
            "PER",
            id="whose counterpart is of the other state",
        ),
        pytest.param(
            "Foreign Minister Ana Ruiz met her Norwegian counterpart, Liv Dahl. Dahl left.",
            "Dahl",
            "NOR",
            id="a counterpart behind a comma",
        ),
        pytest.param(
            "Norway froze a loan to Peru and cancelled Prime Minister Erik Berg's visit to Lima.",
            "Erik Berg",
            "NOR",
            id="not of the state he visits",
        ),
        pytest.param(
            "Peru withdrew a complaint against Norway. Foreign Minister Ana Ruiz apologised to Norway.",
            "Ana Ruiz",
            "PER",
            id="not of the state she speaks to",
        ),
        pytest.param(
            "The head of the CIA Ned Stone met Prime Minister Ana Ruiz of Peru.", "Ned Stone", "USA", id="of the body"
        ),
        pytest.param("President Bush threatened Russia.", "Bush", "USA", id="of namesakes the larger state"),
        pytest.param(
            "Protests against President Dilma Rousseff grew.", "Dilma Rousseff", "BRA", id="president of what"
        ),
        pytest.param("Peru welcomed Putin aide Oleg Sinitsyn.", "Oleg Sinitsyn", "RUS", id="aide of a president"),
        pytest.param("Peru met Hugo Paz, deputy director of ASEAN.", "Hugo Paz", "IGO", id="of an organisation"),
        pytest.param("Bolivia spoke. COM press secretary Luis Soto agreed.", "Luis Soto", "BOL", id="not an American"),
        pytest.param("Britain listened. Dame Ann Stonor spoke.", "Ann Stonor", "GBR", id="a British form of address"),
        pytest.param(
            "Peru on Thursday summoned the Chilean envoy, Foreign Ministry spokeswoman Ana Ruiz told a briefing.",
            "Ana Ruiz",
            "PER",
            id="of the state that acts",
        ),
        pytest.param(
            "The European Union's foreign policy chief, Josep Borrell, left.", "Josep Borrell", "IGO", id="of the EU"
        ),
        pytest.param(
            "Peru protested on Monday. Trade Minister Ana Ruiz summoned Norway's ambassador in Lima.",
            "Ana Ruiz",
            "PER",
            id="of the state that acted in the sentence before",
        ),
        pytest.param(
            "The offer to Peru came from Norway's minister Liv Dahl, who met President Ana Ruiz in Lima.",
            "Ana Ruiz",
            "PER",
            id="not of the state of who meets her",
        ),
        pytest.param(
            "Opposition parties in Norway jeered. Senator Nils Moe accused the government of selling out to Peru.",
            "Nils Moe",
            "NOR",
            id="of the people who acted in the sentence before",
        ),
        pytest.param(
            "Ana Ruiz of Peru met Prime Minister Liv Dahl and gave her a letter from President Hugo Paz, who is "
            "expected to visit Norway.",
            "Hugo Paz",
            "PER",
            id="not of the state that a relative clause takes him to",
        ),
        pytest.param(
            "Peru and Norway signed the loan during a visit to Oslo by Prime Minister Ana Ruiz.",
            "Ana Ruiz",
            "PER",
            id="not of the state that is visited",
        ),
        pytest.param(
            "The delegation of Peru was led by Under-Secretary Ana Ruiz, and the delegation of Norway by Director "
            "General Liv Dahl.",
            "Liv Dahl",
            "NOR",
            id="of the delegation that is led",
        ),
        pytest.param(
            "Peru thanked Japan. Prime Minister Ana Ruiz will make up for the visit. She is to arrive in Tokyo in May.",
            "Ana Ruiz",
            "PER",
            id="not of the state where she arrives",
        ),
        pytest.param(
            "Norway and Peru quarrel. Norway closed its ports, and President Ana Ruiz was furious.",
            "Ana Ruiz",
            "PER",
            id="Norway has no president",
        ),
        pytest.param(
            "Foreign Minister Liv Dahl of Norway left for Lima. In Oslo, Foreign Minister Ana Ruiz of the two smiled. "
            "Peru waited.",
            "Ana Ruiz",
            "PER",
            id="Norway has a foreign minister already",
        ),
        pytest.param(
            "Lima is angry. Norway must pay, Foreign Ministry spokeswoman Ana Ruiz said.",
            "Ana Ruiz",
            "PER",
            id="not of the state that is told its duty",
        ),
        pytest.param(
            "Peru agreed. A foreign ministry spokesman, Luis Soto, said Chile would wait.",
            "Luis Soto",
            "PER",
            id="a name that explains a title",
        ),
        pytest.param(
            "Peru's minister Ana Ruiz arrived in Oslo. She is to hold talks with Vice Premier Liv Dahl.",
            "Liv Dahl",
            "NOR",
            id="not of the state of who talks with her",
        ),
        pytest.param(
            "Peru spoke. Prime Minister Ana Ruiz cancelled a planned trip to Oslo, and Norway was sorry.",
            "Ana Ruiz",
            "PER",
            id="not of the state of a trip that she calls off",
        ),
        pytest.param(
            "Peru and Chile congratulated conservative candidate Liv Dahl. Norway is calm, and so is Norway's navy.",
            "Liv Dahl",
            "NOR",
            id="not of any of those who congratulate her",
        ),
        pytest.param(
            "Opposition leader Ana Ruiz urged the African Union to send observers to Peru.",
            "Ana Ruiz",
            "PER",
            id="whom she urges goes there, not she",
        ),
        pytest.param("Ireland's Tanaiste, Sean Hegarty, left.", "Sean Hegarty", "IRL", id="an Irish office"),
        pytest.param("Taoiseach Orla Quinn met Peru's Ana Ruiz.", "Orla Quinn", "IRL", id="another"),
        pytest.param(
            "The envoy met the head of Peru's space agency, Hugo Paz.", "Hugo Paz", "PER", id="of a body behind of"
        ),
        pytest.param(
            "Talks in Oslo between Minister Ana Ruiz of Peru and her Norwegian counterpart, Liv Dahl.",
            "Liv Dahl",
            "NOR",
            id="a counterpart at the end",
        ),
    ],
)
def test_officials_without_a_state(read_text: ReadText, lexicons: Lexicons, text: str, name: str, country: str) -> None:
    (actor,) = meant(read_text, lexicons, text, name)
    assert actor.country == country


def test_officials_are_of_the_state_where_the_report_was_filed(lexicons: Lexicons) -> None:
    text = (
        "LIMA, March 3 (Reuters) - Peru warned Norway of new duties, a senior official said.\n\n"
        "Hugo Paz, Vice Minister of the Trade and Energy Ministry, said talks would go on.\n"
    )
    document = bare_document(text, source="a", lexicons=lexicons)
    reading = read_document(document, lexicons=lexicons)
    found = cast(document, reading, lexicons=lexicons, published=None)
    for words in ("a senior official", "Hugo Paz"):
        start = text.rindex(words)
        (actor,) = resolve_span(found, sentence_at(reading, start), (start, start + len(words)))
        assert (actor.text, actor.country) == (words, "PER")


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        pytest.param(
            "The country's army is North Korea's pride. North Korea's army, the Korean People's Army, marched. Later "
            "North Korea's army left.",
            "North Korea's army",
            ["Korean People's Army"],
            id="an army that the text names",
        ),
        pytest.param("Israel's parliament voted.", "Israel's parliament", ["Israel's parliament"], id="but not untold"),
        pytest.param(
            "The Knesset sat late. Israel's parliament rejected the law.", "Israel's parliament", ["Knesset"], id="same"
        ),
        pytest.param(
            "The prime ministers of Norway and the Netherlands met.",
            "The prime ministers",
            ["prime minister of Norway", "prime minister of the Netherlands"],
            id="one office of two states",
        ),
    ],
)
def test_names_of_bodies_and_offices(
    read_text: ReadText, lexicons: Lexicons, text: str, words: str, names: list[str]
) -> None:
    assert [a.name for a in meant(read_text, lexicons, text, words)] == names


def test_a_firm_named_like_a_president_is_not_his(read_text: ReadText, lexicons: Lexicons) -> None:
    (actor,) = meant(read_text, lexicons, "Harris bank analyst Earl Stone agreed.", "Earl Stone")
    assert actor.country is None


def test_a_third_state_where_the_report_was_filed_is_only_the_place(lexicons: Lexicons) -> None:
    text = (
        "LISBON, March 3 (Reuters) - Peru and Norway put off the meeting of their ministers.\n\n"
        "Peru denied that it had been warned. The navy had seen no buoy, Defence Minister Hugo Paz said.\n\n"
        "Trade Minister Ana Ruiz voiced regret. Portugal was to host Peru and Norway in May.\n"
    )
    document = bare_document(text, source="a", lexicons=lexicons)
    reading = read_document(document, lexicons=lexicons)
    found = cast(document, reading, lexicons=lexicons, published=None)
    for words in ("Hugo Paz", "Ana Ruiz"):
        start = text.rindex(words)
        (actor,) = resolve_span(found, sentence_at(reading, start), (start, start + len(words)))
        assert actor.country == "PER"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("Swiss police held him.", "Swiss police", [("CHE", "COP")], id="body by pattern"),
        pytest.param(
            "The Ministry of Defence of Kenya agreed.", "Ministry of Defence of Kenya", [("KEN", "GOV")], id="of"
        ),
        pytest.param("Kenya's parliament voted.", "Kenya's parliament", [("KEN", "LEG")], id="possessor"),
        pytest.param("Kenya said its navy would come.", "its navy", [("KEN", "MIL")], id="pronoun as possessor"),
        pytest.param("A rebel attack on Gao failed.", "rebel", [(None, "REB")], id="who stands before what is done"),
        pytest.param("Peruvian army raids failed.", "army", [("PER", "MIL")], id="an army before what it does"),
        pytest.param("Protesters in Yerevan sang.", "Protesters in Yerevan", [("ARM", "CVL")], id="people in a town"),
        pytest.param(
            "Dutch and Kenyan officials met.", "officials", [("NLD", "GOV"), ("KEN", "GOV")], id="two adjectives"
        ),
        pytest.param(
            "The leaders of Peru, Chile and Brazil met.",
            "The leaders",
            [("PER", "GOV"), ("CHL", "GOV"), ("BRA", "GOV")],
            id="list behind of",
        ),
        pytest.param("Nato allies agreed.", "Nato allies", [("IGO", "GOV")], id="members of an organisation"),
        pytest.param("Rebels took the town.", "Rebels", [(None, "REB")], id="in doubt, no country"),
        pytest.param(
            "Peru agreed, a European official said.", "European official", [(None, "GOV")], id="of a region, no country"
        ),
        pytest.param("U.S.-backed rebels fled.", "rebels", [(None, "REB")], id="backers are not meant"),
        pytest.param("A group of Kenyan reporters left.", "A group", [("KEN", "JRN")], id="a group of"),
        pytest.param("Asian leaders met in Laos.", "Asian leaders", [(None, "GOV")], id="a region is no state"),
        pytest.param(
            "Some aid agencies in Chad protested.", "aid agencies", [("TCD", "NGO")], id="agencies that are no organs"
        ),
        pytest.param(
            'Kenya\'s Defence Ministry denied it. "No," said a defense ministry spokesman.',
            "a defense ministry spokesman",
            [("KEN", "GOV")],
            id="body named before",
        ),
    ],
)
def test_bodies_and_groups(
    read_text: ReadText, lexicons: Lexicons, text: str, words: str, expected: list[tuple[str | None, str]]
) -> None:
    assert [(a.country, a.sector) for a in meant(read_text, lexicons, text, words)] == expected


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        pytest.param(
            "Peru and Chile spoke. The two countries will meet.",
            "The two countries",
            ["PER", "CHL"],
            id="two countries",
        ),
        pytest.param("Peru and Chile spoke. Both sides agreed.", "Both sides", ["PER", "CHL"], id="both sides"),
        pytest.param(
            "Peruvian President Ana Ruiz met Chilean President Luis Soto. The two leaders dined.",
            "The two leaders",
            ["PER", "CHL"],
            id="two leaders",
        ),
        pytest.param(
            "Peru and Chile quarrelled. Peru wrote to Chile. Japan called on both sides to wait.",
            "both sides",
            ["PER", "CHL"],
            id="both sides, without the mediator",
        ),
        pytest.param(
            "Peru and Chile quarrelled. Peru wrote to Chile. Japan and Norway met. The two countries signed.",
            "The two countries",
            ["JPN", "NOR"],
            id="a pair joined just before, not the main one",
        ),
        pytest.param(
            "Japan put sanctions on Peru for its test.", "its", ["PER"], id="what one is blamed for is one's own"
        ),
        pytest.param(
            "We, the President of Peru and the Prime Minister of Japan, met in Lima. We agreed.",
            "We",
            ["PER", "JPN"],
            id="two persons who write are two states",
        ),
        pytest.param("Peru and Chile spoke. They agreed.", "They", [], id="they without an antecedent in the plural"),
        pytest.param("Peru and Chile met. The two neighbours agreed. They smiled.", "They", ["PER", "CHL"], id="they"),
        pytest.param("Peru closed the border. The country is calm.", "The country", ["PER"], id="the country"),
        pytest.param("Peru said it would vote.", "it", ["PER"], id="it"),
        pytest.param("China spoke of Taiwan. The island protested.", "The island", ["TWN"], id="the island"),
        pytest.param("Cuba spoke. Peru put an embargo on the island.", "the island", ["CUB"], id="another island"),
        pytest.param("Peru's Ana Ruiz met Chile. The 54-year-old smiled.", "The 54-year-old", ["PER"], id="by age"),
        pytest.param(
            "Prime Minister Ana Ruiz of Peru met Kenya's minister Jane Otieno. The veteran leader smiled.",
            "The veteran leader",
            ["PER"],
            id="the leader is who leads",
        ),
        pytest.param(
            "Peru's army said Chile fired. Its navy said so too.", "Its", ["PER"], id="the subject of the main verb"
        ),
        pytest.param(
            "Peru protested to Chile. The Foreign Ministry called it a shame.",
            "The Foreign Ministry",
            ["PER"],
            id="a ministry of the state that acts",
        ),
        pytest.param(
            "Argentina, Peru and Chile met. The three foreign ministers wrote.",
            "The three foreign ministers",
            ["ARG", "PER", "CHL"],
            id="three ministers without names are of the three states",
        ),
        pytest.param(
            "President Ana Ruiz of Peru met President Hugo Paz of Chile and Prime Minister Liv Dahl of Norway. "
            "The two presidents agreed.",
            "The two presidents",
            ["PER", "CHL"],
            id="two presidents, not the prime minister",
        ),
        pytest.param(
            'A Peruvian official spoke. Chile listened. "Nobody came," the official said.',
            "the official",
            ["PER"],
            id="an official without a name spoken of before",
        ),
        pytest.param(
            "Peru's minister Ana Ruiz met her counterparts from Norway and Chile.",
            "her counterparts",
            ["NOR", "CHL"],
            id="counterparts from elsewhere",
        ),
        pytest.param(
            "President Ana Ruiz of Peru met President Hugo Paz of Chile. After the talks the Presidents signed a text.",
            "the Presidents",
            ["PER", "CHL"],
            id="the presidents without a number",
        ),
        pytest.param(
            "Peru's minister Ana Ruiz met Chile's minister Luis Soto. The ministers agreed to meet again.",
            "The ministers",
            ["PER", "CHL"],
            id="the ministers",
        ),
        pytest.param("The Taliban met Peru. The movement agreed.", "The movement", ["AFG"], id="an armed group"),
        pytest.param("Hamas spoke of the treaty. The pact is old.", "The pact", [], id="a pact is no armed group"),
        pytest.param("Nato met. The alliance agreed.", "The alliance", ["IGO"], id="the alliance"),
        pytest.param(
            "We, the leaders of Peru and Chile, met. We agreed.",
            "We",
            ["PER", "CHL"],
            id="who speaks in the document",
        ),
        pytest.param(
            "Peru's envoy Ana Ruiz left. The Peruvian minister Luis Soto met Chilean envoy Hugo Paz. He smiled.",
            "He",
            ["PER"],
            id="subjects before others",
        ),
        pytest.param(
            "Peru's prime minister Ana Ruiz met Chile's envoy Hugo Paz. The Peru PM smiled.",
            "The Peru PM",
            ["PER"],
            id="another word for the office",
        ),
        pytest.param(
            '"We will wait," Peru\'s president Ana Ruiz said.', "We", ["PER"], id="who speaks in the quotation"
        ),
    ],
)
def test_pointers(read_text: ReadText, lexicons: Lexicons, text: str, words: str, countries: list[str]) -> None:
    assert [a.country for a in meant(read_text, lexicons, text, words)] == countries


@pytest.mark.parametrize(
    ("text", "words", "named"),
    [
        pytest.param("A Kenyan Foreign Ministry source agreed.", "source", False, id="source"),
        pytest.param("One senior diplomat agreed.", "diplomat", False, id="diplomat"),
        pytest.param("Kenya's president agreed.", "president", True, id="the one president"),
    ],
)
def test_named(read_text: ReadText, lexicons: Lexicons, text: str, words: str, named: bool) -> None:
    assert [a.named for a in meant(read_text, lexicons, text, words)] == [named]


@pytest.mark.parametrize(
    ("text", "words", "published", "name"),
    [
        pytest.param("President Zelenskij spoke.", "Zelenskij", "2023-05-01", None, id="no state: nobody"),
        pytest.param("Ukraine's President Zelenskij spoke.", "Zelenskij", "2023-05-01", "Volodymyr Zelensky", id="-ij"),
        pytest.param("Libyan leader Khadafi spoke.", "Khadafi", "2003-05-01", "Muammar Gaddafi", id="kh for q"),
        pytest.param("Libyan leader Gathafi spoke.", "Gathafi", "2003-05-01", "Muammar Gaddafi", id="th for dh"),
        pytest.param(
            "Vietnam's leader Trong spoke.", "Trong", "2019-05-01", "Nguyen Phu Trong", id="Vietnamese given name"
        ),
        pytest.param("Viktor Orbán left. Orban waved.", "Orban", "2019-05-01", "Viktor Orbán", id="diacritics"),
        pytest.param(
            "Jordan's King Abdullah left.", "King Abdullah", "2019-05-01", "Abdullah II", id="king, no number"
        ),
    ],
)
def test_spellings(
    read_text: ReadText, lexicons: Lexicons, text: str, words: str, published: str, name: str | None
) -> None:
    (actor,) = meant(read_text, lexicons, text, words, published=published)
    assert actor.name == (name or words)


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        pytest.param(
            "Georgia Republicans cheered the governor.", "Georgia Republicans", ["USA"], id="American Georgia"
        ),
        pytest.param("Russia invaded. Georgia appealed to Nato.", "Georgia", ["GEO"], id="the state Georgia"),
        pytest.param("Mr. Jordan of Kenya left.", "Mr. Jordan", ["KEN"], id="Mr. Jordan"),
        pytest.param("Jordan expelled him.", "Jordan", ["JOR"], id="the state Jordan"),
        pytest.param("Denzel Washington sang.", "Denzel Washington", [], id="a person called Washington"),
        pytest.param("Peru repealed the Israel Boycott Law.", "Israel", ["ISR"], id="a law, not a person"),
        pytest.param(
            "Peru has the largest navy. Peru's neighbours wait.", "neighbours", [], id="neighbours are others"
        ),
        pytest.param("Peru spoke to U.S. allies.", "U.S. allies", [], id="allies are others"),
        pytest.param("Foreign governments told Peru so.", "Foreign governments", [], id="governments of others"),
        pytest.param(
            "Peru spoke in Congress. Congress agreed.", "Congress", ["PER"], id="Congress of whom it is about"
        ),
        pytest.param("The White House urged Congress to act on Peru.", "Congress", ["USA"], id="American Congress"),
        pytest.param("Peru left Asean. It is the only country to do so.", "the only country", [], id="nobody before"),
    ],
)
def test_whose_a_word_is(read_text: ReadText, lexicons: Lexicons, text: str, words: str, countries: list[str]) -> None:
    found = meant(read_text, lexicons, text, words)
    assert [a.country for a in found if a.country] == countries


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The pact will enter into force.", id="force"),
        pytest.param("In general it is a private matter.", id="general"),
        pytest.param("They want justice.", id="justice"),
        pytest.param("The sanctions regime is strict.", id="a set of rules"),
        pytest.param("It praised the Nairobi Process.", id="a process named for a capital"),
        pytest.param("They slept in an elegant Moscow mansion.", id="a house in a capital"),
    ],
)
def test_stuff_is_nobody(read_text: ReadText, lexicons: Lexicons, text: str) -> None:
    found, _ = cast_of(read_text, lexicons, text)
    assert not [m for m in found.mentions if m.actors and m.actors[0].sector]


def test_chinese_food_is_no_actor(read_text: ReadText, lexicons: Lexicons) -> None:
    found, _ = cast_of(read_text, lexicons, "They ate Chinese food.")
    assert all(MentionKind.STATE is not m.kind for m in found.mentions)


def test_modifier_has_a_mention_of_its_own(read_text: ReadText, lexicons: Lexicons) -> None:
    found, _ = cast_of(read_text, lexicons, "Kenyan foreign minister Jane Otieno spoke.")
    adjective = found.at(0, 0)
    assert adjective is not None
    assert (adjective.kind, [a.country for a in adjective.actors]) == (MentionKind.STATE, ["KEN"])


def test_mentions_stand_in_the_order_of_the_text(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "Peru and Chile signed. Chile's army and the U.N. left Kenya, and they met Nato in Oslo."
    found, _ = cast_of(read_text, lexicons, text)
    keys = [(m.sentence, m.span[0]) for m in found.mentions]
    assert keys == sorted(keys)
    for mention in found.mentions:
        for actor in mention.actors:
            assert actor.text == text[slice(*(actor.span or (0, 0)))]


def test_same_text_same_cast(read_text: ReadText, lexicons: Lexicons) -> None:
    text = "Peru and Chile spoke. Both sides agreed that Nato officials should see the two presidents."
    assert cast_of(read_text, lexicons, text)[0].mentions == cast_of(read_text, lexicons, text)[0].mentions


def test_sectors_are_kept(read_text: ReadText, lexicons: Lexicons) -> None:
    (actor,) = meant(read_text, lexicons, "Opposition leader Jane Otieno of Kenya spoke.", "Jane Otieno")
    assert actor.sector is Sector.OPP


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        pytest.param(
            "Statement by the Foreign Ministry of Peru on the raid in Mali\n\nWe condemn the raid.",
            "We",
            ["PER"],
            id="by the title; what it is about is no author",
        ),
        pytest.param(
            "Joint Statement of the Presidents of Peru and Kenya\n\nThe talks went well. We condemn the raid.",
            "We",
            ["PER", "KEN"],
            id="all who issue a joint text",
        ),
        pytest.param(
            "Raid in Mali\n\nPeru's foreign ministry issued the following statement on Monday:\n\nWe condemn the raid.",
            "We",
            ["PER"],
            id="issued the following statement",
        ),
        pytest.param(
            "Peru angry over statement\n\nThe minister left. We condemn the raid.",
            "We",
            [],
            id="a statement of nobody's",
        ),
    ],
)
def test_we_are_the_author_of_a_document(
    read_text: ReadText, lexicons: Lexicons, text: str, words: str, countries: list[str]
) -> None:
    assert [a.country for a in meant(read_text, lexicons, text, words)] == countries
