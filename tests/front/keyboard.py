"""A Korean keyboard: what the browser really sends while syllables are composed."""

from playwright.sync_api import Page

PRESS = """([key, code, options]) => {
  const target = document.activeElement ?? document.body;
  const how = {key, code, bubbles: true, cancelable: true, ...options};
  target.dispatchEvent(new KeyboardEvent("keydown", how));
}"""


def press_hangul(page: Page, key: str, code: str, **options: bool) -> None:
    """A key outside any field with Hangul switched on, where ``g`` arrives as ``ㅎ``."""
    page.evaluate(PRESS, [key, code, options])


def compose(page: Page, text: str) -> None:
    """The input method holds ``text`` as unfinished."""
    page.context.new_cdp_session(page).send(
        "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
    )


def finish(page: Page, text: str) -> None:
    """The input method gives ``text`` to the page."""
    page.context.new_cdp_session(page).send("Input.insertText", {"text": text})


def press_while_composing(page: Page, key: str, *, ctrl: bool = False) -> None:
    """A key that the input method also sees: key code 229."""
    page.context.new_cdp_session(page).send(
        "Input.dispatchKeyEvent",
        {
            "type": "rawKeyDown",
            "key": key,
            "code": key,
            "windowsVirtualKeyCode": 229,
            "modifiers": 2 if ctrl else 0,
        },
    )
