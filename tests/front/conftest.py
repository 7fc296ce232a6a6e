"""A real browser, and the small site it visits."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.front.loopback import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page that fails the test when a script fails or the content security policy is broken."""
    context = chromium.new_context(locale="ko-KR", base_url=site.address)
    one = context.new_page()
    one.set_default_timeout(5_000)
    complaints: list[str] = []
    one.on("pageerror", lambda error: complaints.append(str(error)))
    one.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield one
    context.close()
    assert complaints == []
