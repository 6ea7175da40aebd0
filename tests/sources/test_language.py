"""English is read, another language is named, a few words are given the benefit of the doubt."""

import pytest

from dragoman.errors import RefusedError
from dragoman.lexicons.files import Lexicons
from dragoman.sources.language import find_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The king of Norway received the ambassador of Chile on Monday.", "en", id="a sentence"),
        pytest.param("Kenya, Norway sign pact", "en", id="a headline without small words"),
        pytest.param(
            "OSLO - Kongsberg Gruppen ASA <KOG> shares rose 3 pct, said Den Norske Bank.", "en", id="foreign names"
        ),
        pytest.param(
            "The word 平和 means peace, and 和平 means the same, said the envoy.", "en", id="a few foreign letters"
        ),
    ],
)
def test_english(text: str, expected: str, lexicons: Lexicons) -> None:
    assert find_language(text, lexicons=lexicons) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "日本の外務大臣は月曜日にオスロを訪れ、首相と会談した。", "Japanese", id="kana beside Chinese characters"
        ),
        pytest.param("日本外务大臣星期一访问奥斯陆，并与首相会谈。", "Chinese", id="Chinese characters alone"),
        pytest.param("한국 외교부 장관은 월요일 오슬로를 방문했다.", "Korean", id="hangul"),
        pytest.param("Министр иностранных дел прибыл в Осло в понедельник.", "Russian", id="Cyrillic"),
        pytest.param("وصل وزير الخارجية إلى أوسلو يوم الاثنين", "Arabic", id="Arabic"),
        pytest.param(
            "Le ministre des affaires étrangères est arrivé lundi à Oslo pour rencontrer son homologue norvégien.",
            "French",
            id="Latin script, other words",
        ),
        pytest.param(
            "Der Außenminister traf am Montag in Oslo ein, um mit seinem norwegischen Amtskollegen zu sprechen.",
            "German",
            id="German",
        ),
    ],
)
def test_other_languages_are_named(text: str, language: str, lexicons: Lexicons) -> None:
    with pytest.raises(RefusedError, match=f"it is in {language}; "):
        find_language(text, lexicons=lexicons)


@pytest.mark.parametrize("text", ["12.5 - 13.7", "… — …", "###"])
def test_no_words(text: str, lexicons: Lexicons) -> None:
    with pytest.raises(RefusedError, match="no words"):
        find_language(text, lexicons=lexicons)
