"""Each rule by which a time of the sentence, or an act that has one, dates an act; parses written by hand."""

from datetime import date

import pytest
from parsed import parsed
from tests.documents import plain_document

from dragoman.events.dating import Dater
from dragoman.lexicons.files import Lexicons
from dragoman.schema.sentence import Reading
from dragoman.schema.when import Published, PublishedBasis
from dragoman.times.expressions import read_times

WEDNESDAY = date(2024, 3, 13)


def dated(spec: str, lemma: str, lexicons: Lexicons) -> tuple[str, str] | None:
    """Give first and last day of the act that a lemma names, "…" for an open end."""
    sentence = parsed(spec, lexicons=lexicons)
    expressions = read_times(
        plain_document(sentence.text),
        Reading((sentence,), ()),
        lexicons=lexicons,
        published=Published(start=WEDNESDAY, end=WEDNESDAY, basis=PublishedBasis.GIVEN),
    )
    [act] = [p for p in sentence.predications if p.lemma == lemma]
    when = Dater(sentence, expressions).time(act)
    return None if when is None else (str(when.start or "…"), str(when.end or "…"))


@pytest.mark.parametrize(
    ("spec", "lemma", "expected"),
    [
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 on/on/IN/prep/1 Friday/Friday/NNP/pobj/3",
            "meet", ("2024-03-08", "2024-03-08"), id="its own clause",
        ),
        pytest.param(
            "Friday/Friday/NNP/poss/2 's/'s/POS/case/0 talks/talk/NNS/nsubj/3 failed/fail/VBD/ROOT/3",
            "talk", ("2024-03-08", "2024-03-08"), id="a genitive on the noun",
        ),
        pytest.param(
            "Friday/Friday/NNP/poss/2 's/'s/POS/case/0 talks/talk/NNS/nsubj/3 failed/fail/VBD/ROOT/3",
            "fail", None, id="the genitive dates the noun alone",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/2 will/will/MD/aux/2 relax/relax/VB/ROOT/2 rules/rule/NNS/dobj/2 "
            "starting/start/VBG/advcl/2 in/in/IN/prep/4 May/May/NNP/pobj/5",
            "relax", ("2024-05-01", "2024-05-31"), id="starting tells when the act above begins",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 imposed/impose/VBD/ROOT/1 sanctions/sanction/NNS/dobj/1 in/in/IN/prep/1 "
            "January/January/NNP/pobj/3 for/for/IN/prep/1 a/a/DT/det/7 test/test/NN/pobj/5 in/in/IN/prep/1 "
            "February/February/NNP/pobj/8",
            "test", ("2024-02-01", "2024-02-29"), id="the second of two times is of the noun before it",
        ),
        pytest.param(
            "In/in/IN/prep/3 May/May/NNP/pobj/0 the/the/DT/det/3 armies/army/NNS/ROOT/3 faced/face/VBN/acl/3 "
            "off/off/RP/prt/4 as/as/IN/mark/8 Peru/Peru/NNP/nsubj/8 left/leave/VBD/advcl/4",
            "face off", ("2023-05-01", "2023-05-31"), id="a time at the front of a broken parse",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 marked/mark/VBD/ROOT/1 the/the/DT/det/4 10th/10th/JJ/amod/4 "
            "anniversary/anniversary/NN/dobj/1 of/of/IN/prep/4 the/the/DT/det/7 visit/visit/NN/pobj/5 in/in/IN/prep/4 "
            "January/January/NNP/pobj/8",
            "visit", ("2014-01-01", "2014-01-31"), id="what an anniversary is of lies as many years before",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 left/leave/VBD/ROOT/1 two/two/CD/nummod/3 days/day/NNS/npadvmod/4 "
            "after/after/IN/prep/1 the/the/DT/det/6 talks/talk/NNS/pobj/4 of/of/IN/prep/6 March/March/NNP/pobj/7 "
            "5/5/CD/nummod/8",
            "leave", ("2024-03-07", "2024-03-07"), id="days counted from another act",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 left/leave/VBD/ROOT/1 on/on/IN/prep/1 March/March/NNP/pobj/2 7/7/CD/nummod/3 "
            "two/two/CD/nummod/6 days/day/NNS/npadvmod/7 after/after/IN/prep/1 the/the/DT/det/9 talks/talk/NNS/pobj/7",
            "talk", ("2024-03-05", "2024-03-05"), id="days counted back to another act",
        ),
        pytest.param(
            "After/after/IN/prep/6 three/three/CD/nummod/2 days/day/NNS/pobj/0 of/of/IN/prep/2 talks/talk/NNS/pobj/3 "
            "Chile/Chile/NNP/nsubj/6 agreed/agree/VBD/ROOT/6 on/on/IN/prep/6 Tuesday/Tuesday/NNP/pobj/7",
            "talk", ("2024-03-09", "2024-03-12"), id="three days of an act run up to the next",
        ),
        pytest.param(
            "The/the/DT/det/1 talks/talk/NNS/nsubj/6 which/which/WDT/nsubj/3 lasted/last/VBD/relcl/1 "
            "until/until/IN/prep/3 Friday/Friday/NNP/pobj/4 failed/fail/VBD/ROOT/6",
            "talk", ("…", "2024-03-08"), id="a relative clause",
        ),
        pytest.param(
            "The/the/DT/det/1 drills/drill/NNS/nsubj/7 which/which/WDT/nsubj/3 began/begin/VBD/relcl/1 on/on/IN/prep/3 "
            "Monday/Monday/NNP/pobj/4 will/will/MD/aux/7 last/last/VB/ROOT/7 until/until/IN/prep/7 "
            "Friday/Friday/NNP/pobj/8",
            "drill", ("2024-03-11", "2024-03-15"), id="a relative clause tells the beginning, the main clause the end",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 when/when/WRB/advmod/5 "
            "they/they/PRP/nsubj/5 visited/visit/VBD/advcl/1 Rome/Rome/NNP/dobj/5 in/in/IN/prep/5 "
            "January/January/NNP/pobj/7",
            "meet", ("2024-01-01", "2024-01-31"), id="a clause of the same time",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 in/in/IN/prep/1 the/the/DT/det/5 "
            "run-up/run-up/NN/pobj/3 to/to/IN/prep/5 the/the/DT/det/8 summit/summit/NN/pobj/6 in/in/IN/prep/8 "
            "April/April/NNP/pobj/9",
            "meet", ("…", "2024-04-30"), id="a bound from the act it comes before",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 ahead/ahead/RB/advmod/1 of/of/IN/prep/3 "
            "the/the/DT/det/6 vote/vote/NN/pobj/4 of/of/IN/prep/1 March/March/NNP/pobj/7 20/20/CD/nummod/8",
            "meet", ("…", "2024-03-20"), id="a bound that the parse hangs on the verb",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 arrived/arrive/VBD/ROOT/1 on/on/IN/prep/1 Tuesday/Tuesday/NNP/pobj/2 "
            "as/as/IN/mark/6 it/it/PRP/nsubj/6 prepares/prepare/VBZ/advcl/1 to/to/TO/aux/8 meet/meet/VB/xcomp/6 "
            "Peru/Peru/NNP/dobj/8 during/during/IN/prep/8 a/a/DT/det/15 three/three/CD/nummod/14 -/-/HYPH/punct/14 "
            "day/day/NN/compound/15 trip/trip/NN/pobj/10",
            "meet", ("2024-03-12", "2024-03-14"), id="inside the journey that the arrival opens",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/2 will/will/MD/aux/2 visit/visit/VB/ROOT/2 Peru/Peru/NNP/dobj/2 on/on/IN/prep/2 "
            "a/a/DT/det/6 tour/tour/NN/pobj/4 until/until/IN/prep/6 April/April/NNP/pobj/7 3/3/CD/nummod/8",
            "visit", ("…", "2024-04-03"), id="a stop of a tour",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 on/on/IN/prep/1 Friday/Friday/NNP/pobj/3 "
            "at/at/IN/prep/1 a/a/DT/det/7 summit/summit/NN/pobj/5",
            "summit", ("2024-03-08", "2024-03-08"), id="where an act takes place, that is then",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 on/on/IN/prep/1 Friday/Friday/NNP/pobj/3 "
            "while/while/IN/mark/6 visiting/visit/VBG/advcl/1 Rome/Rome/NNP/dobj/6",
            "visit", ("2024-03-08", "2024-03-08"), id="a circumstance lends from the clause above",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 on/on/IN/prep/1 Friday/Friday/NNP/pobj/3 "
            "after/after/IN/prep/1 a/a/DT/det/7 visit/visit/NN/pobj/5",
            "visit", ("…", "2024-03-08"), id="what an act came after is bounded by it",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 began/begin/VBD/ROOT/1 in/in/IN/prep/1 January/January/NNP/pobj/2 to/to/TO/aux/5 "
            "withdraw/withdraw/VB/xcomp/1 troops/troop/NNS/dobj/5",
            "withdraw", ("2024-01-01", "2024-01-31"), id="what is begun, is done then",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 said/say/VBD/ROOT/1 in/in/IN/prep/1 January/January/NNP/pobj/2 it/it/PRP/nsubj/6 "
            "was/be/VBD/aux/6 holding/hold/VBG/ccomp/1 talks/talk/NNS/dobj/6",
            "talk", ("2024-01-01", "2024-01-31"), id="what was going on while it was told of",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 visited/visit/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 in/in/IN/prep/1 "
            "January/January/NNP/pobj/3 and/and/CC/cc/1 signed/sign/VBD/conj/1 a/a/DT/det/8 treaty/treaty/NN/dobj/6",
            "sign", ("2024-01-01", "2024-01-31"), id="two verbs of one subject",
        ),
        pytest.param(
            "In/in/IN/prep/3 January/January/NNP/pobj/0 Chile/Chile/NNP/nsubj/3 closed/close/VBD/ROOT/3 "
            "its/its/PRP$/poss/5 port/port/NN/dobj/3 and/and/CC/cc/3 Peru/Peru/NNP/nsubj/8 left/leave/VBD/conj/3",
            "leave", ("2024-01-01", "2024-01-31"), id="a time at the front is of both clauses",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 closed/close/VBD/ROOT/1 its/its/PRP$/poss/3 port/port/NN/dobj/1 in/in/IN/prep/1 "
            "January/January/NNP/pobj/4 and/and/CC/cc/1 Peru/Peru/NNP/nsubj/8 left/leave/VBD/conj/1",
            "leave", None, id="a time inside the first clause is not",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 from/from/IN/prep/1 "
            "March/March/NNP/pobj/3 4/4/CD/nummod/4 until/until/IN/prep/1 March/March/NNP/pobj/6 6/6/CD/nummod/7",
            "meet", ("2024-03-04", "2024-03-06"), id="from and until make one interval",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/2 will/will/MD/aux/2 meet/meet/VB/ROOT/2 Peru/Peru/NNP/dobj/2 on/on/IN/prep/2 "
            "Thursday/Thursday/NNP/pobj/4 and/and/CC/cc/5 Friday/Friday/NNP/conj/5",
            "meet", ("2024-03-14", "2024-03-15"), id="two days in a row",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 met/meet/VBD/ROOT/1 Peru/Peru/NNP/dobj/1 in/in/IN/prep/1 2012/2012/CD/pobj/3 "
            "and/and/CC/cc/4 2018/2018/CD/conj/4",
            "meet", ("2012-01-01", "2012-12-31"), id="two years apart are two times",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/2 will/will/MD/aux/2 visit/visit/VB/ROOT/2 Peru/Peru/NNP/dobj/2 on/on/IN/prep/2 "
            "Thursday/Thursday/NNP/pobj/4 for/for/IN/prep/2 two/two/CD/nummod/8 days/day/NNS/pobj/6",
            "visit", ("2024-03-14", "2024-03-15"), id="a visit fills its length",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/1 closed/close/VBD/ROOT/1 its/its/PRP$/poss/3 border/border/NN/dobj/1 "
            "on/on/IN/prep/1 Monday/Monday/NNP/pobj/4 for/for/IN/prep/1 thirty/thirty/CD/nummod/8 days/day/NNS/pobj/6",
            "close", ("2024-03-11", "2024-03-11"), id="a closing does not",
        ),
        pytest.param(
            "Chile/Chile/NNP/nsubj/2 will/will/MD/aux/2 sign/sign/VB/ROOT/2 a/a/DT/det/4 pact/pact/NN/dobj/2 "
            "by/by/IN/prep/2 the/the/DT/det/7 end/end/NN/pobj/5 of/of/IN/prep/7 the/the/DT/det/10 "
            "month/month/NN/pobj/8",
            "sign", ("…", "2024-03-31"), id="the end of a month is no act of its own",
        ),
    ],
)  # fmt: skip
def test_rule(spec: str, lemma: str, expected: tuple[str, str] | None, lexicons: Lexicons) -> None:
    assert dated(spec, lemma, lexicons) == expected
