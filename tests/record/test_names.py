"""Names of office-holders as different papers write them."""

import pytest

from dragoman.record.names import name_of, same_person

SAME = [
    ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
    ("Volodymyr Zelenskyy", "Vladimir Zelenskiy"),
    ("Sergey Lavrov", "Sergei Lavrov"),
    ("Lavrov", "Sergei Lavrov"),
    ("Muammar Gaddafi", "Moammar el-Qaddafi"),
    ("Abdel Fattah al-Sisi", "El-Sisi"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Fumio Kishida", "Kishida Fumio"),
    ("Moon Jae-in", "Moon Jae In"),
    ("Luiz Inácio Lula da Silva", "Lula"),
    ("Recep Tayyip Erdoğan", "R. T. Erdogan"),
    ("Nguyễn Xuân Phúc", "Nguyen Xuan Phuc"),
    ("Hossein Amir-Abdollahian", "Hussein Amirabdollahian"),
    ("Joseph Borrell", "Josep Borrell"),
    ("Oleksandr Tkachenko", "Alexander Tkatchenko"),
    ("Wang Yi", "Wang Yi"),
    ("Yi", "Wang Yi"),
]
OTHER = [
    ("Wang Yi", "Wang Wentao"),
    ("Kim Jong-un", "Kim Yong-chol"),
    ("Hun Sen", "Hun Manet"),
    ("Raúl Castro", "Fidel Castro"),
    ("Li Keqiang", "Li Qiang"),
    ("Sergei Lavrov", "Sergei Shoigu"),
    ("Park Jin", "Park Geun-hye"),
    ("Lee", "Li"),
    ("Nguyen Phu Trong", "Nguyen Xuan Phuc"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str) -> None:
    assert same_person(name_of(one), name_of(other))
    assert same_person(name_of(other), name_of(one))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other(one: str, other: str) -> None:
    assert not same_person(name_of(one), name_of(other))
    assert not same_person(name_of(other), name_of(one))


def test_nobody_is_no_person() -> None:
    assert not same_person(name_of(""), name_of("Wang Yi"))
