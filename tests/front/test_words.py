"""The picker of templates, flags on what was inserted, and the procedure player, by keyboard alone."""

from threading import Event

import pytest
from playwright.sync_api import Page, expect

from tests.front.keyboard import compose, press_hangul
from tests.front.loopback import Answer, Asked, Site
from tests.front.written import TICKET

pytestmark = pytest.mark.journey

TOOL = """<g-templates data-url="/picker/" data-steps-url="/steps/" data-flag-url="/flag/"
  data-label="템플릿 찾기" data-loading="가져오는 중" data-failed="못 가져왔습니다."
  data-kept="전에 가져온 것입니다." data-retry="다시" data-none="없음" data-odd="이 문장 이상해요"
  data-noted="전했습니다.">
  <a href="/picker/" data-templates-open data-shortcut="/">템플릿</a></g-templates>"""
PLACES = """<div id="template-steps"></div><section id="flags"></section>
<g-player id="player"></g-player>"""
OFFERED = """
<div role="option" data-keys="환불지연 ㅎㅂㅈㅇ ghksqnfwldus" data-text="환불이 늦어 죄송합니다."
  data-template="5" data-title="환불 지연" data-standard="3"
  data-sentence="환불이 늦어"><b>환불 지연</b></div>
<div role="option" data-keys="마무리 ㅁㅁㄹ akanfl" data-text="감사합니다." data-template="6"
  data-title="마무리" data-short="on"><b>마무리</b></div>
<div role="option" class="unofficial" data-keys="환불메모 ㅎㅂㅁㅁ ghksqnfapah" data-text="우리끼리"
  data-snippet="9" data-title="환불 메모" data-about="/snippets/9/"
  data-about-label="기준으로 만들기"><b>환불 메모</b></div>"""
STEP = """<p class="question">{text}</p>
<form method="post" action="/on/" hx-post="/on/" hx-target="#player"
  hx-swap="innerHTML settle:0ms">
  <input type="hidden" name="turn" value="{turn}">{body}</form>
<form method="post" action="/back/" hx-post="/back/" hx-target="#player"
  hx-swap="innerHTML settle:0ms">
  <button data-back>뒤로</button></form>"""
DONE = """<button data-go autofocus>완료</button>
<button type="button" data-say="주문번호가 어떻게 되세요?">넣기</button>"""
CHOICES = """<button name="choice" value="1" data-key="1">카드</button>
<button name="choice" value="2" data-key="2">현금</button>"""


@pytest.fixture
def ticket(site: Site, page: Page) -> Page:
    whole = TICKET.replace('<button id="solve"', TOOL + '<button id="solve"').replace(
        "<g-judging", PLACES + "<g-judging"
    )
    site.pages["/"] = whole
    site.answers["/picker/"] = Answer(OFFERED)
    site.answers["/steps/"] = Answer('<input type="hidden" name="template_version" value="5">주문 확인')
    page.goto("/")
    return page


def options(page: Page):
    return page.locator("dialog.templates [role=option]")


def test_slash_words_enter_inserts_at_the_cursor_and_keeps_the_draft(site, ticket):
    body = ticket.locator("#body")
    body.fill("안녕하세요. 끝")
    body.press("ArrowLeft")
    ticket.keyboard.press("/")
    expect(options(ticket)).to_have_count(3)
    ticket.keyboard.type("지연")
    expect(options(ticket)).to_have_count(1)
    ticket.keyboard.press("Enter")

    expect(body).to_have_value("안녕하세요. 환불이 늦어 죄송합니다. 끝")
    expect(ticket.locator("#template-steps")).to_have_text("주문 확인")
    assert site.wait_for("/steps/")[0].values == {"template_version": ["5"]}


def test_several_are_stacked_and_sent_with_what_they_are(site, ticket):
    for words in ("환불지연", "마무리"):
        ticket.locator("#body").focus()
        ticket.keyboard.type(" /" if words == "마무리" else "/")
        expect(options(ticket)).not_to_have_count(0)
        ticket.keyboard.type(words)
        ticket.keyboard.press("Enter")
    expect(ticket.locator("#body")).to_have_value("환불이 늦어 죄송합니다. 감사합니다.")
    ticket.keyboard.press("Control+Enter")

    sent = site.wait_for("/reply/")[0].values
    assert {
        name: sent[f"used_template{name}"] for name in ("", "_text", "_short", "_standard", "_sentence")
    } == {
        "": ["5", "6"],
        "_text": ["환불이 늦어 죄송합니다.", "감사합니다."],
        "_short": ["", "on"],
        "_standard": ["3", ""],
        "_sentence": ["환불이 늦어", ""],
    }


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ㅎㅂ", "환불 지연"),
        ("ghksqnf", "환불 지연"),
        ("환 불", "환불 지연"),
        ("ㅎㅂㅁ", "환불 메모"),
        ("akan", "마무리"),
        ("없는", None),
    ],
)
def test_a_template_is_found_by_consonants_and_by_the_wrong_keyboard(ticket, typed, first):
    ticket.keyboard.press("/")
    expect(options(ticket)).to_have_count(3)
    ticket.locator("#template-words").fill(typed)

    if first is None:
        expect(ticket.locator("dialog.templates .options")).to_have_text("없음")
    else:
        expect(options(ticket).first).to_have_text(first)


def test_a_syllable_half_typed_finds_the_whole_and_scripts_stand_below(ticket):
    ticket.keyboard.press("/")
    expect(options(ticket)).to_have_count(3)
    compose(ticket, "화")

    expect(options(ticket)).to_have_text(["환불 지연", "환불 메모"])
    ticket.keyboard.press("ArrowDown")
    expect(ticket.locator("dialog.templates .preview")).to_have_text("우리끼리기준으로 만들기")
    expect(ticket.locator("dialog.templates .preview a")).to_have_attribute("href", "/snippets/9/")


def test_slash_opens_with_hangul_on_and_within_a_word_it_is_a_sign(ticket):
    press_hangul(ticket, "/", "Slash")
    expect(ticket.locator("dialog.templates")).to_be_visible()
    ticket.keyboard.press("Escape")
    ticket.locator("#body").fill("카드")
    ticket.keyboard.type("/현금")

    expect(ticket.locator("dialog.templates")).to_be_hidden()
    expect(ticket.locator("#body")).to_have_value("카드/현금")


def test_while_the_server_is_slow_the_list_fetched_before_works(site, ticket):
    ticket.keyboard.press("/")
    expect(options(ticket)).to_have_count(3)
    ticket.keyboard.press("Escape")
    released = Event()
    site.answers["/picker/"] = Answer("", 503, after=released.wait)
    ticket.reload()
    ticket.keyboard.press("/")
    expect(options(ticket)).to_have_count(3)
    released.set()
    expect(ticket.locator("dialog.templates [role=status]")).to_have_text("전에 가져온 것입니다. 다시")
    ticket.keyboard.press("Enter")

    expect(ticket.locator("#body")).to_have_value("환불이 늦어 죄송합니다.")


def test_a_list_that_cannot_be_fetched_says_so_and_is_asked_for_again(site, ticket):
    site.answers["/picker/"] = Answer("", 500)
    ticket.keyboard.press("/")
    status = ticket.locator("dialog.templates [role=status]")
    expect(status).to_have_text("못 가져왔습니다. 다시")
    site.answers["/picker/"] = Answer(OFFERED)
    status.locator("button").click()

    expect(options(ticket)).to_have_count(3)
    expect(status).to_be_hidden()


def test_one_key_says_that_an_inserted_sentence_is_odd(site, ticket):
    site.answers["/flag/"] = Answer("<p>확인 대기</p>")
    ticket.keyboard.press("/")
    expect(options(ticket)).to_have_count(3)
    ticket.keyboard.press("Enter")
    ticket.locator("#body").blur()
    press_hangul(ticket, "ㄹ", "KeyF")

    expect(ticket.locator("#flags")).to_have_text("확인 대기")
    assert site.posts("/flag/") == [{"template": ["5"], "text": ["환불이 늦어 죄송합니다."]}]


@pytest.fixture
def player(site: Site, ticket: Page) -> Page:
    def on(asked: Asked) -> Answer:
        turn = int(asked.values["turn"][0])
        if turn == 0:
            return Answer(STEP.format(text="결제 수단", turn=1, body=CHOICES))
        return Answer("<p tabindex='-1' autofocus>끝</p>")

    first = STEP.format(text="주문 확인", turn=0, body=DONE)
    site.answers["/on/"], site.answers["/back/"], site.answers["/run/"] = on, Answer(first), Answer(first)
    ticket.evaluate("htmx.ajax('GET', '/run/', {target: '#player', swap: 'innerHTML settle:0ms'})")
    expect(ticket.locator("#player [data-go]")).to_be_focused()
    return ticket


def test_space_goes_on_a_number_chooses_and_b_goes_back_with_hangul_on(site, player):
    player.keyboard.press("Space")
    expect(player.locator("#player .question")).to_have_text("결제 수단")
    player.locator("#player [data-key='1']").focus()
    press_hangul(player, "ㅠ", "KeyB")
    expect(player.locator("#player .question")).to_have_text("주문 확인")
    player.keyboard.press("Space")
    expect(player.locator("#player .question")).to_have_text("결제 수단")
    player.locator("#player [data-key='1']").focus()
    player.keyboard.press("2")

    expect(player.locator("#player")).to_have_text("끝")
    assert [one.values for one in site.to("/on/")][-1] == {"turn": ["1"], "choice": ["2"]}


def test_a_question_goes_into_the_answer_and_counts_as_no_sentence(site, player):
    player.locator("#player [data-say]").click()

    expect(player.locator("#body")).to_have_value("주문번호가 어떻게 되세요?")
    expect(player.locator("[data-used] .inserted")).to_have_count(0)


def test_escape_closes_the_player_and_goes_back_to_the_answer(player):
    player.keyboard.press("Escape")

    expect(player.locator("#player")).to_be_empty()
    expect(player.locator("#body")).to_be_focused()
