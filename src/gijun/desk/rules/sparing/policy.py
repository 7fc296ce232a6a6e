"""What a centre decides about taking back, careful customers and the right to end; senseless is refused."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from gijun.desk.terms.sparing import LONGEST_FLAG_DAYS, TEXT_LENGTH, PolicyFault, PolicyKind

MOST_UNDO_S, MOST_REST_MIN = 120, 240
STEPS = ("warning", "final", "end")
WAYS = ("written", "spoken")  # chat and mail; what is said on the phone
LANGUAGES = ("ko", "en")


class PolicyError(Exception):
    """Rules that cannot be kept; with what has to be put right."""

    def __init__(self, fault: PolicyFault, value: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.value = fault, value


@dataclass(frozen=True, slots=True)
class Sending:
    """How long a reply can be taken back, in seconds; 0: never."""

    undo_s: int = 10


@dataclass(frozen=True, slots=True)
class Risk:
    """For how many days an agent may flag a customer without a lead."""

    alone_days: int = 30


USUAL_TEXTS = {
    "warning.written.ko": "상담사도 존중받아야 할 사람입니다. 폭언이나 성희롱이 계속되면 상담이 어렵습니다. "
    "문의하신 내용을 말씀해 주시면 도와드리겠습니다.",
    "warning.written.en": "Please speak with respect. If this goes on, we cannot continue. "
    "Tell us what you need and we will help.",
    "warning.spoken.ko": "고객님, 이렇게 말씀하시면 상담을 진행하기 어렵습니다. "
    "문의하신 내용을 말씀해 주시면 도와드리겠습니다.",
    "warning.spoken.en": "I cannot continue if you speak to me like this. Please tell me what you need.",
    "final.written.ko": "다시 안내드립니다. 폭언이나 성희롱이 이어지면 관련 법에 따라 상담을 종료합니다.",
    "final.written.en": "This is the last notice. If this goes on, we end this contact, as the law allows.",
    "final.spoken.ko": "고객님, 한 번 더 이렇게 말씀하시면 관련 법에 따라 상담을 종료하겠습니다.",
    "final.spoken.en": "This is the last notice. If this goes on, I will end the call.",
    "end.written.ko": "안내드린 대로 상담을 종료합니다. 상담 내용은 기록되어 있습니다.",
    "end.written.en": "As announced, we end this contact. The conversation is on record.",
    "end.spoken.ko": "안내드린 대로 상담을 종료하겠습니다.",
    "end.spoken.en": "As announced, I am ending this call.",
}
"""What is said until a centre has words of its own (산업안전보건법 제41조 asks for such notices)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What is said at each step of the right to end, and the rest offered afterwards, in minutes.

    ``texts``: by ``step.way.language``; an empty English one is said in Korean.
    """

    rest_min: int = 30
    texts: Mapping[str, str] = field(default_factory=lambda: dict(USUAL_TEXTS))

    def text(self, step: str, *, spoken: bool, language: str) -> str:
        """The words of a step."""
        way = "spoken" if spoken else "written"
        chosen = self.texts.get(f"{step}.{way}.{language}", "")
        return chosen or self.texts.get(f"{step}.{way}.ko", "")


Content = Sending | Risk | Ending
KINDS: dict[str, type[Content]] = {
    PolicyKind.SENDING: Sending,
    PolicyKind.RISK: Risk,
    PolicyKind.ENDING: Ending,
}


def usual(kind: str) -> Content:
    """The rules where nobody has decided any."""
    return KINDS[kind]()


def read(kind: str, data: Mapping[str, Any]) -> Content:
    """The rules from what is kept."""
    return KINDS[kind](**data)


def data(content: Content) -> dict[str, Any]:
    """What is kept."""
    return asdict(content)


def checked(content: Content) -> Content:
    """The rules, cleaned.

    Raises:
        PolicyError: a span out of range, or a text that is missing or too long.
    """
    match content:
        case Sending():
            if not 0 <= content.undo_s <= MOST_UNDO_S:
                raise PolicyError(PolicyFault.UNDO)
        case Risk():
            if not 0 <= content.alone_days <= LONGEST_FLAG_DAYS:
                raise PolicyError(PolicyFault.ALONE)
        case Ending():
            return _checked_ending(content)
    return content


def _checked_ending(content: Ending) -> Ending:
    if not 0 <= content.rest_min <= MOST_REST_MIN:
        raise PolicyError(PolicyFault.REST)
    texts = {}
    for step in STEPS:
        for way in WAYS:
            for language in LANGUAGES:
                name = f"{step}.{way}.{language}"
                text = content.texts.get(name, "").strip()
                if len(text) > TEXT_LENGTH:
                    raise PolicyError(PolicyFault.LONG)
                if language == "ko" and not text:
                    raise PolicyError(PolicyFault.TEXT, name)
                texts[name] = text
    return Ending(content.rest_min, texts)
