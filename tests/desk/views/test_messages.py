"""Messages as the ticket page draws them: every part, and no word that becomes markup."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from gijun.desk.models import Attachment, Message, StandardUse, TemplateUse
from gijun.desk.queries import page as pages
from tests import make
from tests.desk.views import seen
from tests.desk.wording import worded
from tests.make import at
from tests.standards import agreed
from tests.standards.browser import browser

HOSTILE = '<script>alert(\'1\')</script> {{ 7 * 7 }} {% now "Y" %}\n"끝" & <b>'


@pytest.fixture
def ticket(team):
    return seen.tickets(team, 1)[0]


def said(ticket, direction="out", **more):
    return Message.objects.create(ticket=ticket, direction=direction, author="agent", made_at=at(5), **more)


def drawn(client, ticket):
    """Each message of the page by its id, as markup."""
    body = client.get(reverse("desk:ticket", args=[ticket.pk])).content.decode()
    found = re.findall(r'<article class="msg.*?id="message-(\d+)">(.*?)</article>', body, re.DOTALL)
    return {int(pk): markup for pk, markup in found}


def test_no_word_of_a_message_becomes_markup(jisu, ticket):
    row = said(ticket, body_full=HOSTILE, body_new=HOSTILE, body_quoted=HOSTILE)
    Attachment.objects.create(message=row, name=HOSTILE, content_type="text/plain", size=2048, vault_key="k")

    markup = drawn(browser(jisu), ticket)[row.pk]

    safe = (
        "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; {{ 7 * 7 }} {% now &quot;Y&quot; %}"
        "<br>&quot;끝&quot; &amp; &lt;b&gt;"
    )
    assert re.findall(r'<div class="body">(.*?)</div>', markup, re.DOTALL) == [safe, safe]
    assert "<script" not in markup
    assert re.findall(r"⇩ (.*?) <span", markup, re.DOTALL)[0].count("&lt;") == 3


def test_a_message_shows_its_marks_in_the_readers_language(jisu, ticket):
    door = make.account(ticket.team, address="other@example.com")
    row = said(
        ticket,
        body_full="안녕하세요",
        account=door,
        automatic="auto-submitted",
        delivery="dead",
        defects=["truncated", "charset_unclear", "number_of_other_customer"],
    )
    jisu.locale = "en"
    jisu.save()

    markup = drawn(browser(jisu), ticket)[row.pk]

    with translation.override("en"):
        failed, mail = row.get_delivery_display(), door.get_kind_display()
    assert re.findall(r'<p class="mark warn">! (.*?)</p>', markup) == [
        "This message arrived incomplete. The original is kept.",
        "Some letters may be wrong: the sender’s program did not say how it writes them.",
        "The sender quoted the ticket number of another customer. Check before you answer.",
    ]
    assert re.findall(r'<span class="tag[^"]*">(.*?)</span>', markup) == ["Automatic message", f"! {failed}"]
    assert re.findall(r"<b>(.*?)</b>\s*(\S+)", markup) == [("System", mail)]
    assert "Try to send again" in markup


def test_a_message_names_the_agreed_words_in_it_and_lets_them_be_doubted(
    jisu, lead, manager, centre, team, ticket
):
    version = agreed.published(manager, centre)
    template = worded.template(lead, team)
    row, other = said(ticket, body_full="하나"), said(ticket, body_full="둘")
    StandardUse.objects.create(message=row, version=version, edited_share=0.2)
    TemplateUse.objects.create(message=other, version=template, edited_share=0.0)

    markup = drawn(browser(jisu), ticket)

    assert [re.findall(r'<span class="(used[^"]*)">([◆▤])', markup[pk]) for pk in (row.pk, other.pk)] == [
        [("used", "◆")],
        [("used template", "▤")],
    ]
    assert re.findall(r'name="(version|template|message)" value="(\d+)"', markup[row.pk]) == [
        ("version", str(version.pk)),
        ("message", str(row.pk)),
    ]
    assert re.findall(r'name="(version|template|message)" value="(\d+)"', markup[other.pk]) == [
        ("template", str(template.pk)),
        ("message", str(other.pk)),
    ]
    assert [len(re.findall(r'name="csrfmiddlewaretoken" value="\w{64}"', one)) for one in markup.values()][
        -2:
    ] == [1, 1]


def test_messages_cost_the_same_queries_however_many_they_are(jisu, ticket, django_assert_num_queries):
    for _one in range(5):
        said(ticket, body_full="말")
    page = pages.ticket_page(jisu, ticket.pk)

    with django_assert_num_queries(3):
        drawn_lines = page.said

    assert [line.message.body_full for line in drawn_lines[-5:]] == ["말"] * 5


def test_older_messages_are_drawn_the_same_way(jisu, ticket):
    row = said(ticket, body_full="먼저", delivery="dead")
    later = said(ticket, body_full="나중")

    older = browser(jisu).get(reverse("desk:older", args=[ticket.pk, later.pk])).content.decode()

    assert f'id="message-{later.pk}"' not in older
    assert older.count(reverse("desk:try_again", args=[ticket.pk, row.pk])) == 2
