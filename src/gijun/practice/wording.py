"""Reply templates and procedures of the practice centre, and what its agents say."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from gijun.desk import actions as desk
from gijun.desk.actions.wording.flags import Sentence, flag, settle_flag
from gijun.desk.actions.wording.governing import About
from gijun.desk.actions.wording.procedures import add_procedure
from gijun.desk.actions.wording.runs import go_on, start_run
from gijun.desk.actions.wording.templates import Matter, add_template, change_template
from gijun.desk.actions.wording.used import tick_step
from gijun.desk.queries.practice import steps_of_template
from gijun.desk.rules.wording.procedures import Choice, Step
from gijun.desk.rules.wording.templates import Saying, Text, with_standard
from gijun.desk.terms.wording import END, FlagState, Situation, Stage, StepKind
from gijun.practice.life import Answered, Held, Life, Said
from gijun.practice.policies import SCRIPTS
from gijun.practice.setting import Setting
from gijun.practice.texts import CLOSING, GREETING
from gijun.practice.wording_texts import PROCEDURE, TEMPLATES, Template
from gijun.standards.terms import Language, SentenceChannel

SECOND_VERSION_DAYS_AGO = 25
BY_TEMPLATE, BY_SCRIPT, EDITED = 0.25, 0.3, 0.2
"""Shares of replies: with a template, with the agent's own script where there is one, changed by hand."""


@dataclass(slots=True)
class InUse:
    """A template as it may be said now."""

    template: Template
    template_id: int
    version_id: int
    number: int
    text: str


@dataclass(slots=True)
class Wording:
    """Templates and procedures, in use."""

    setting: Setting
    life: Life | None = None
    in_use: dict[str, InUse] = field(default_factory=dict)  # contact reason → template
    procedure_id: int = 0
    flagged: int = 0
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = self.setting.chance("wording")

    def write(self, at: datetime) -> None:
        """Write the templates and the procedure."""
        crew = self.setting.crew
        for one in TEMPLATES:
            made = add_template(
                self._matter(one), _saying(one.first, one), team_id=crew.centre.pk, by=crew.operator, at=at
            )
            self.in_use[one.reason] = InUse(one, made.template_id, made.pk, made.number, one.first)
        about = About(PROCEDURE.name, crew.operator.pk, reason_id=self.setting.reason(PROCEDURE.reason))
        steps = [
            Step(code, StepKind(kind), text, why, to or END, tuple(Choice(*way) for way in ways))
            for code, kind, text, why, to, ways in PROCEDURE.steps
        ]
        made_procedure = add_procedure(about, steps, team_id=crew.centre.pk, by=crew.operator, at=at)
        self.procedure_id = made_procedure.procedure_id

    def write_anew(self, at: datetime) -> None:
        """Some templates get a clearer second version."""
        crew = self.setting.crew
        for used in self.in_use.values():
            one = used.template
            if not one.second:
                continue
            made = change_template(
                used.template_id,
                self._matter(one),
                _saying(one.second, one),
                change_reason=one.why,
                seen_number=used.number,
                by=crew.operator,
                at=at,
            )
            used.version_id, used.number, used.text = made.pk, made.number, one.second

    def _matter(self, one: Template) -> Matter:
        about = About(
            one.name,
            self.setting.crew.operator.pk,
            reason_id=self.setting.reason(one.reason),
            standard_id=self.setting.standards.ids[one.standard] if one.standard else None,
        )
        return Matter(about, one.aliases, Situation(one.situation), Stage.ANSWER)

    def say(self, held: Held) -> Said:
        """What an agent answers: a template, their own script, or the agreed sentence alone."""
        standard = self.random.choice(self.setting.standards.in_force[held.who.reason])
        found_ms = int(self.random.lognormvariate(8.9, 0.6))
        used = self.in_use.get(held.who.reason)
        if used and self.random.random() < BY_TEMPLATE:
            sentence = standard.sentence if used.template.standard else ""
            text = with_standard(used.text, sentence)
            version_id = standard.version_id if sentence else None
            inserted = desk.UsedTemplate(
                used.version_id, text, found_ms, standard_version_id=version_id, sentence=sentence
            )
            return Said(_letter(held, text), [inserted])
        said = standard.sentence
        if self.random.random() < EDITED:
            said = said.replace("드리겠습니다", "드릴게요")
        parts = [desk.UsedSentence(standard.version_id, standard.sentence, found_ms)]
        if script := self._script_of(held):
            snippet_id, words = script
            both = f"{said}\n\n{words}"
            return Said(_letter(held, both), [*parts, desk.UsedSnippet(snippet_id, words, found_ms)])
        return Said(_letter(held, said), parts)

    def _script_of(self, held: Held) -> tuple[int, str] | None:
        number = self.setting.crew.agents.index(held.agent)
        snippet_id = self.setting.standards.scripts.get(number)
        if snippet_id is None or self.random.random() >= BY_SCRIPT:
            return None
        return snippet_id, SCRIPTS[number][1]

    def taken(self, at: datetime, held: Held) -> None:
        """Some go through the procedure where there is one."""
        if held.who.reason != PROCEDURE.reason or self.random.random() >= 0.25 or self.life is None:
            return
        run = start_run(held.ticket_id, procedure_id=self.procedure_id, by=held.agent, at=at)
        path = self.random.choice(PROCEDURE.paths)
        for turn, choice in enumerate(path):
            at += timedelta(seconds=self.random.uniform(8, 40))
            run = go_on(run.pk, turn=turn, by=held.agent, at=at, choice=choice)

    def answered(self, at: datetime, answered: Answered) -> None:
        """Some tick what the template asks for; now and then a sentence seems odd."""
        held = answered.held
        used = self.in_use.get(held.who.reason)
        if used and used.template.steps and self.random.random() < 0.1:
            for step_id in steps_of_template(used.version_id):
                tick_step(held.ticket_id, step_id=step_id, done=True, by=held.agent, at=at)
        if held.who.reason == "refund.delay" and self.random.random() < 0.02:
            self._find_odd(at, held)

    def _find_odd(self, at: datetime, held: Held) -> None:
        standard = self.setting.standards.in_force["refund.delay"][0]
        sentence = Sentence(standard_version_id=standard.version_id)
        note = PROCEDURE.odd[self.flagged % len(PROCEDURE.odd)]
        row = flag(held.ticket_id, sentence, by=held.agent, at=at, text=standard.sentence, note=note)
        self.flagged += 1
        if self.life and self.flagged % 3 == 1:
            self.life.plan(at + timedelta(hours=5), lambda when: self._settle(when, row.pk))

    def _settle(self, at: datetime, flag_id: int) -> None:
        answer = "현재 카드사 처리 기간과 일치해 그대로 둡니다. 확인해 주셔서 고맙습니다."
        settle_flag(flag_id, settled_as=FlagState.NO_FAULT, answer=answer, by=self.setting.crew.policy, at=at)


def _saying(text: str, one: Template) -> Saying:
    texts = [Text(SentenceChannel.ANY, Language.KOREAN, text)]
    if one.english:
        texts.append(Text(SentenceChannel.ANY, Language.ENGLISH, one.english))
    if one.short:
        texts.append(Text(SentenceChannel.ANY, Language.KOREAN, one.short, is_short=True))
    return Saying(tuple(texts), one.steps)


def _letter(held: Held, said: str) -> str:
    return f"{GREETING.format(name=held.who.name)}\n\n{said}\n\n{CLOSING}"
