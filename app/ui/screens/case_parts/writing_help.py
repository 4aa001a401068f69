"""The helps over the long texts of the case page: what they offer comes from this case and this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.desk import edit, phrases
from app.records import Phrase
from app.rules.phrase_book import Ready
from app.rules.questioning import ANSWER, QUESTION
from app.trouble import Trouble
from app.ui.kit.area_editors import LinesEditor, TextEditor
from app.ui.kit.field_form import FieldForm
from app.ui.kit.writing_bar import Sources, WritingBar
from app.ui.screens.case_parts.open_case import OpenCase
from app.words import say

LONG = 5
"""Lines a field has at the least that gets helps."""

INQUIRY, SESSION = "inquiry.finding", "mediation_session.record"
ASKER = "调解员问："
TOLD = {INQUIRY: "inquiry.finding.help", SESSION: "mediation_session.record.help"}
"""Fields of questions and answers, and what tells their keys."""


def attach(case: OpenCase, form: FieldForm) -> list[WritingBar]:
    """A line of helps over each long text of a form."""
    long = [
        editor
        for editor in form.editors.values()
        if isinstance(editor, TextEditor)
        and not isinstance(editor, LinesEditor)
        and editor.field.lines >= LONG
    ]
    return [
        WritingBar(editor, WritingHelp(case, form, editor.field.label).sources()) for editor in long
    ]


class WritingHelp:
    """One field's."""

    def __init__(self, case: OpenCase, form: FieldForm, place: str) -> None:
        self.case, self.form, self.place = case, form, place

    def sources(self) -> Sources:
        return Sources(
            self.ready, self.facts, self.keep, self.remove,
            lambda text: self.case.notices.say(text, "told"),
            self.voices if self.place in TOLD else None,
            say(TOLD[self.place]) if self.place in TOLD else "",
            self.place in self.case.desk.settings.questioned.split(),
            self.switched,
        )  # fmt: skip

    def ready(self) -> Sequence[Ready]:
        kind = self.case.file.case.dispute_type if self.case.file else None
        desk = self.case.desk
        return desk.look(phrases.listed, desk.shelf.log, self.place, kind)

    def facts(self) -> Mapping[str, str]:
        file = self.case.file
        if file is None:
            return {}
        return phrases.facts(file, self.case.record(self.form.record_id), self.case.today)

    def keep(self, text: str, phrase_id: str, before: str) -> bool:
        """存为常用语, or changed; both are told, and nothing typed is lost where it is refused."""
        desk = self.case.desk
        try:
            if phrase_id:
                desk.do(phrases.change_phrase, phrase_id, text, before)
            else:
                desk.do(phrases.keep_phrase, desk.shelf.log, self.place, text)
        except Trouble as why:
            self.case.notices.trouble(why)
            return False
        self.case.notices.say(say("phrases.kept"), "good")
        return True

    def remove(self, phrase_id: str) -> bool:
        """Taken away; it can be brought back as long as the notice stands."""
        desk = self.case.desk
        own = desk.look(phrases.own, desk.shelf.log)
        gone = next((one for one in own if one.id == phrase_id), None)
        if gone is None:
            return True
        place, text = gone.place or "", gone.text or ""
        try:
            desk.do(edit.void, Phrase, phrase_id, say("phrases.remove"))
        except Trouble as why:
            self.case.notices.trouble(why)
            return False

        def bring_back() -> None:
            self.case.do(phrases.keep_phrase, desk.shelf.log, place, text)

        self.case.notices.say(
            say("phrases.removed"), action=(say("phrases.bring_back"), bring_back)
        )
        return True

    def voices(self) -> Sequence[str]:
        """Who may speak: asker and asked; at a session the mediator and each party by name."""
        file = self.case.file
        names = [party.name for party in file.parties if party.name] if file else []
        if self.place == INQUIRY or not names:
            return (QUESTION, ANSWER)
        return (ASKER, *(f"{name}{ANSWER}" for name in names))

    def switched(self, on: bool) -> None:
        """This computer remembers which texts are typed as question and answer."""
        settings = self.case.desk.settings
        told = [place for place in settings.questioned.split() if place != self.place]
        settings.questioned = " ".join([*told, self.place] if on else told)
        settings.save(self.case.desk.data.settings)
