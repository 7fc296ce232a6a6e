from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.standards.rules.content import (
    Content,
    Said,
    Step,
    content_hash,
    gaps,
    sentence_to_say,
    tidied,
    twice,
)
from gijun.standards.terms import Gap, Language, SentenceChannel

SENTENCES = (
    Said("any", "ko", "모두"),
    Said("any", "en", "everywhere"),
    Said("email", "ko", "메일"),
    Said("chat", "en", "chat"),
)


@pytest.mark.parametrize(
    ("channel", "language", "words"),
    [
        ("email", "ko", "메일"),
        ("email", "en", "everywhere"),
        ("chat", "en", "chat"),
        ("chat", "ko", "모두"),
        ("phone", "en", "everywhere"),
        ("phone", "ko", "모두"),
        ("sms", "ko", "모두"),
    ],
)
def test_a_channel_without_words_of_its_own_says_those_for_every_channel(channel, language, words):
    assert sentence_to_say(SENTENCES, channel, language) == words


def test_without_words_in_the_language_the_korean_ones_are_said():
    korean = (Said("any", "ko", "모두"), Said("email", "ko", "메일"))

    assert sentence_to_say(korean, "email", "en") == "메일"
    assert sentence_to_say(korean, "chat", "en") == "모두"


def test_where_nothing_is_agreed_nothing_is_said():
    assert sentence_to_say((Said("email", "en", "mail"),), "chat", "ko") == ""


@pytest.mark.parametrize(
    ("content", "number", "lacking"),
    [
        (Content(), 1, (Gap.NO_SENTENCE,)),
        (Content(sentences=(Said("email", "ko", "메일"),)), 1, (Gap.NO_SENTENCE,)),
        (Content(sentences=(Said("any", "en", "everywhere"),)), 1, (Gap.NO_SENTENCE,)),
        (Content(sentences=SENTENCES), 1, ()),
        (Content(sentences=SENTENCES), 2, (Gap.NO_CHANGE_NOTE,)),
        (Content(sentences=SENTENCES, change_note="  "), 2, (Gap.NO_CHANGE_NOTE,)),
        (Content(sentences=SENTENCES, change_note="기한을 고침"), 2, ()),
        (Content(), 2, (Gap.NO_SENTENCE, Gap.NO_CHANGE_NOTE)),
    ],
)
def test_what_keeps_a_draft_from_being_published(content, number, lacking):
    assert gaps(content, number) == lacking


def test_tidying_drops_empty_rows_and_orders_sentences_by_channel():
    untidy = Content(
        sentences=(Said("chat", "en", " chat "), Said("phone", "ko", " \n"), Said("any", "ko", "모두")),
        steps=(Step(" 주문 확인 "), Step(""), Step("안내")),
        explanation="\r\n약관 3조\r\n2항 ",
    )

    assert tidied(untidy) == Content(
        sentences=(Said("any", "ko", "모두"), Said("chat", "en", "chat")),
        steps=(Step("주문 확인"), Step("안내")),
        explanation="약관 3조\n2항",
    )


texts = st.text(alphabet="가나다 환불\nab", max_size=8)
contents = st.builds(
    Content,
    sentences=st.lists(
        st.builds(Said, st.sampled_from(SentenceChannel.values), st.sampled_from(Language.values), texts),
        unique_by=lambda one: (one.channel, one.language),
    ).map(tuple),
    steps=st.lists(st.builds(Step, texts, texts, st.booleans()), max_size=3).map(tuple),
    explanation=texts,
    change_note=texts,
    review_on=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
)


@given(contents)
def test_tidying_twice_changes_nothing_more(content):
    assert tidied(tidied(content)) == tidied(content)


@given(contents, contents)
def test_contents_have_the_same_hash_exactly_when_they_say_the_same(one, other):
    assert (content_hash(one) == content_hash(other)) == (tidied(one) == tidied(other))


def test_decomposed_syllables_are_the_same_words():
    composed = Content(sentences=(Said("any", "ko", "환불"),))
    decomposed = Content(sentences=(Said("any", "ko", normalize("NFD", "환불")),))

    assert content_hash(composed) == content_hash(decomposed)


def test_two_sentences_for_one_channel_and_language_are_seen():
    again = Said("email", "ko", "또 메일")

    assert twice(SENTENCES) is None
    assert twice((*SENTENCES, again)) == again
