"""Sentences from figures: particles that fit, comparisons that say how sure they are, and no causes."""

import pytest

from gijun.measures.reporting.narrative import Against, Scale, Told, sentences
from gijun.measures.reporting.rules import Verdict

CAUSES = (
    "때문",
    "덕분",
    "영향",
    "따라서",
    "그래서",
    "원인",
    "because",
    "due to",
    "thanks to",
    "caused",
    "led to",
)


def told(**other) -> Told:
    plain = {"name": "문의 인입", "scale": Scale.NUMBER, "value": "1,234건"}
    return Told(**(plain | other))


def against(verdict: Verdict, then: str | None = "1,100건", difference: str = "134건", what: str = "전날"):
    return (Against(what, then, verdict, difference),)


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("응대율", "응대율은"),
        ("첫 응답까지 걸린 시간(중앙값)", "첫 응답까지 걸린 시간(중앙값)은"),
        ("20초 안에 찾은 비율", "20초 안에 찾은 비율은"),
        ("재문의", "재문의는"),
        ("고객 만족도(CSAT)", "고객 만족도(CSAT)는"),
        ("SLA", "SLA는"),
        ("FCR", "FCR은"),
        ("VOC 1", "VOC 1은"),
        ("유형 2", "유형 2는"),
        ("기준 90%", "기준 90%는"),
        ("Slack", "Slack은"),
    ],
)
def test_the_topic_carries_the_particle_that_fits(name, topic):
    assert sentences(told(name=name), "ko") == f"{topic} 1,234건입니다."


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("1,100건", "전날 1,100건과 같습니다."),
        ("82.7%", "전날 82.7%와 같습니다."),
        ("1분 30초", "전날 1분 30초와 같습니다."),
        ("2시간", "전날 2시간과 같습니다."),
        ("12", "전날 12와 같습니다."),
        ("4.10", "전날 4.10과 같습니다."),
        ("3일", "전날 3일과 같습니다."),
        ("5 VOC", "전날 5 VOC와 같습니다."),
    ],
)
def test_what_is_compared_carries_the_particle_that_fits(then, said):
    assert sentences(told(against=against(Verdict.SAME, then)), "ko").endswith(said)


KOREAN = [
    (Scale.NUMBER, Verdict.UP, "전날 1,100건보다 134건 많습니다."),
    (Scale.NUMBER, Verdict.DOWN, "전날 1,100건보다 134건 적습니다."),
    (Scale.LEVEL, Verdict.UP, "전날 1,100건보다 134건 높습니다."),
    (Scale.LEVEL, Verdict.DOWN, "전날 1,100건보다 134건 낮습니다."),
    (Scale.TIME, Verdict.UP_UNJUDGED, "전날 1,100건보다 134건 깁니다(구간을 낼 수 없는 지표)."),
    (Scale.TIME, Verdict.DOWN_UNJUDGED, "전날 1,100건보다 134건 짧습니다(구간을 낼 수 없는 지표)."),
    (
        Scale.NUMBER,
        Verdict.UNSURE,
        "전날 1,100건과의 차이(134건)는 우연히도 생길 수 있는 범위 안에 있습니다.",
    ),
]
ENGLISH = [
    (Scale.NUMBER, Verdict.UP, "134 more than the day before (1,100)."),
    (Scale.NUMBER, Verdict.DOWN, "134 fewer than the day before (1,100)."),
    (Scale.LEVEL, Verdict.UP, "134 higher than the day before (1,100)."),
    (
        Scale.TIME,
        Verdict.DOWN_UNJUDGED,
        "134 shorter than the day before (1,100); no interval for this measure.",
    ),
    (Scale.NUMBER, Verdict.SAME, "The same as the day before (1,100)."),
    (
        Scale.NUMBER,
        Verdict.UNSURE,
        "The difference from the day before (1,100), 134, lies within what chance alone can bring.",
    ),
]


@pytest.mark.parametrize(("scale", "verdict", "said"), KOREAN)
def test_a_change_is_said_in_the_words_of_its_scale(scale, verdict, said):
    assert (
        sentences(told(scale=scale, against=against(verdict)), "ko") == f"문의 인입은 1,234건입니다. {said}"
    )


@pytest.mark.parametrize(("scale", "verdict", "said"), ENGLISH)
def test_english_says_the_same(scale, verdict, said):
    one = told(
        name="Contacts offered",
        value="1,234",
        scale=scale,
        against=against(verdict, "1,100", "134", "the day before"),
    )

    assert sentences(one, "en") == f"Contacts offered: 1,234. {said}"


def test_a_share_is_said_with_its_interval_and_what_it_stands_on():
    share = told(name="응대율", scale=Scale.LEVEL, value="82.7%", n="1,240", interval="80.5–84.7%")

    assert sentences(share, "ko") == "응대율은 82.7%입니다(95% 구간 80.5–84.7%, n = 1,240)."
    assert sentences(share, "en") == "응대율: 82.7% (95% interval 80.5–84.7%, n = 1,240)."


def test_both_comparisons_are_said_one_after_the_other():
    both = against(Verdict.UP) + against(Verdict.SAME, "1,234건", "0건", "최근 4주 같은 요일 평균")

    assert sentences(told(against=both), "ko") == (
        "문의 인입은 1,234건입니다. 전날 1,100건보다 134건 많습니다."
        " 최근 4주 같은 요일 평균 1,234건과 같습니다."
    )


def test_without_data_nothing_is_compared():
    nothing = told(value=None, against=against(Verdict.UP))

    assert sentences(nothing, "ko") == "문의 인입은 자료가 없습니다."
    assert sentences(nothing, "en") == "문의 인입: no data."


def test_under_the_floor_neither_value_nor_comparison_is_said():
    thin = told(name="응대율", value="82.7%", n="12", is_thin=True, floor="30", against=against(Verdict.UP))

    assert sentences(thin, "ko") == "응대율은 자료 부족입니다(n = 12, 30건부터 말합니다)."
    assert sentences(thin, "en") == "응대율: not enough data (n = 12; spoken of from 30)."


def test_a_value_that_is_not_final_is_not_compared():
    young = told(immature="12", against=against(Verdict.UP))

    assert sentences(young, "ko") == (
        "문의 인입은 1,234건입니다. 아직 확정되지 않은 12건은 빠져 있어 다른 기간과 비교하지 않습니다."
    )
    assert "134" not in sentences(young, "en")


def test_too_little_to_compare_with_is_said():
    alone = told(against=against(Verdict.SAME, None))

    assert sentences(alone, "ko") == "문의 인입은 1,234건입니다. 전날은 자료가 부족하여 비교하지 않습니다."
    assert sentences(alone, "en").endswith("Not compared with 전날: not enough data.")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_sentence_names_a_cause(language):
    every = [
        sentences(told(scale=scale, against=against(verdict, then)), language)
        for scale in Scale
        for verdict in Verdict
        for then in ("1,100건", None)
    ]

    assert not [one for one in every if any(cause in one for cause in CAUSES)]
