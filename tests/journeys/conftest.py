"""A real browser on the real product: web process, mail in, mail reading, mail out, a server to send by."""

import os
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, BrowserContext

from gijun.desk.queries import state
from gijun.events import log
from gijun.integrations.email import health, intake, smtp_in, smtp_out
from tests import make
from tests.committed import Racer
from tests.integrations.email.conftest import Sink, running
from tests.integrations.email.ports import free_port, until
from tests.serving import served

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop in the test's thread
AXE = Path(make.__file__).parents[1] / "src/gijun/web/front/node_modules/axe-core/axe.min.js"
SENTENCE = "카드 결제는 영업일 3~5일 뒤 청구에서 빠집니다."


@dataclass
class Product:
    """The running product: where it answers, where mail goes in, what was sent."""

    address: str
    smtp_port: int
    sink: Sink

    def send(
        self, text: str, *, subject: str = "환불 문의", sender: str = "haneul@example.com", **headers: str
    ) -> None:
        """A customer's mail, over SMTP."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"이하늘 <{sender}>", "help@example.com", subject
        mail["Message-ID"] = f"<{abs(hash(text))}@example.com>"
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=20) as server:
            server.send_message(mail)


@pytest.fixture
def product(committed_db, settings) -> Iterator[Product]:
    """A centre with an agent, a standard and a reason; everything the worker runs for mail is running."""
    centre = make.centre()
    team = make.team(centre)
    make.account(centre)
    make.person("jisu", team, "agent", name="한지수", password="correct horse")
    make.person("lead", team, "team_lead", name="오실장", password="correct horse")
    owner = make.person("owner", centre, "policy_owner")
    make.reason()
    make.standard(centre, owner, text=SENTENCE, steps=("취소 승인번호 확인", "카드사 처리일 안내"))
    port, stop = free_port(), Event()
    settings.SMTP_LISTEN = f"127.0.0.1:{port}"
    settings.SMTP_STARTTLS = False
    with running(Sink(), settings) as sink, served() as address:
        racers = [Racer(loop, stop) for loop in (smtp_in.run, intake.run, smtp_out.run)]
        until(health.is_listening)
        yield Product(address, port, sink)
        stop.set()
        for racer in racers:
            racer.finish()


@pytest.fixture
def browser_context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="ko-KR", viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def compare_log_and_rows() -> None:
    """The log tells what the rows say, at one moment: pages and mail go on writing meanwhile."""
    with log.writing():
        assert state.from_log() == state.from_rows()


def complaints(page) -> list[str]:
    """What axe finds wrong by WCAG 2.2 A and AA, and landmarks that cannot be told apart."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],"
        " rules: {'landmark-unique': {enabled: true}}})"
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


PICTURES = os.environ.get("GIJUN_PICTURES")  # a folder: keep the journeys' screenshots for the documents


def picture(page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png")
