"""A real browser, and the small site it visits."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.front.loopback import STATIC, Site, running

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing: install the package `chromium`.")
        pytest.skip("Chromium is missing: install the package `chromium`.")
    if not (STATIC[0] / "web" / "built" / "main.js").exists():
        pytest.fail("The front end is not built: run src/gijun/web/front/build.py.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


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
