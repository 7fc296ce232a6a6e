"""Keys as a keyboard sends them: Latin letters, Hangul, or a key that the input method sees first."""

from dataclasses import dataclass

from playwright.sync_api import CDPSession

LATIN, HANGUL, FIRST_SEEN = "latin", "hangul", "first seen by the input method"
JAMO = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋ", strict=True)
)
DOUBLED = dict(zip("qwertop", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))  # with Shift
SIGNS = {";": "Semicolon", "/": "Slash", "?": "Slash", "[": "BracketLeft", "]": "BracketRight", "#": "Digit3"}
NAMED = {"enter": "Enter", "escape": "Escape", "backspace": "Backspace", "space": "Space"}
WRITES = {"Enter": "\r", "Space": " "}
MODIFIERS = {"alt": 1, "ctrl": 2, "meta": 4, "shift": 8}
BY_INPUT_METHOD = 229


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key going down."""

    key: str
    code: str
    number: int  # the key code of old
    modifiers: int


def strokes(keys: str, layout: str) -> list[Stroke]:
    """What a keyboard sends for ``shift+b`` or ``g d``."""
    return [_stroke(one, layout) for one in keys.split(" ")]


def _stroke(keys: str, layout: str) -> Stroke:
    *held, plain = keys.split("+")
    modifiers = sum(MODIFIERS[one] for one in held) | (MODIFIERS["shift"] if plain in "?#" else 0)
    if plain in NAMED:
        code = NAMED[plain]
        return Stroke(WRITES[code] if code == "Space" else code, code, 0, modifiers)
    if plain[0] == "f" and len(plain) > 1:
        return Stroke(plain.upper(), plain.upper(), 0, modifiers)
    code = SIGNS.get(plain) or (f"Digit{plain}" if plain.isdigit() else f"Key{plain.upper()}")
    if layout == FIRST_SEEN and not {"ctrl", "meta"} & set(held):
        return Stroke("Process", code, BY_INPUT_METHOD, modifiers)
    shown = plain.upper() if "shift" in held else plain
    if layout == HANGUL and plain in JAMO:
        shown = DOUBLED.get(plain, JAMO[plain]) if "shift" in held else JAMO[plain]
    return Stroke(shown, code, ord(plain.upper()) if plain.isalnum() else 0, modifiers)


def press(keyboard: CDPSession, keys: str, layout: str) -> None:
    """Press and let go, as the browser hears it from the system."""
    for stroke in strokes(keys, layout):
        about = {
            "key": stroke.key,
            "code": stroke.code,
            "windowsVirtualKeyCode": stroke.number,
            "modifiers": stroke.modifiers,
        }
        text = WRITES.get(stroke.code, "") if not stroke.modifiers else ""
        keyboard.send(
            "Input.dispatchKeyEvent", {"type": "keyDown" if text else "rawKeyDown", "text": text} | about
        )
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp"} | about)
