"""What `paiqin solve` says when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.cli.outputs import Output, outcome_json
from api.cli.reading import Source
from api.cli.summary import conflict_lines, headline, notice_lines, summary_lines
from api.cli.voice import Voice
from api.exchange.outcome_page import filled_in_words, penalties_in_words
from models.outcome import Outcome


def report(
    outputs: Sequence[Output], written: Sequence[Output], source: Source, outcome: Outcome, voice: Voice
) -> None:
    """The outcome where it is wanted on standard output; else a summary, short when files were written."""
    facts, lang = source.scenario.facts, voice.lang
    voice.note(*(notice.in_language(lang) for notice in source.notices))
    if any(output.is_standard for output in outputs):
        voice.say(outcome_json(outcome).rstrip("\n"))
        voice.note(*_files(outputs, written, voice))
    elif not outputs:
        voice.say(*summary_lines(facts, outcome, lang))
        voice.note(*_nothing_kept(outcome, voice))
    elif not voice.quiet:
        voice.say(*headline(facts, outcome, lang), *_short(outcome, lang), *_files(outputs, written, voice))
    elif outcome.plan is None:
        replace(voice, quiet=False).note(*headline(facts, outcome, lang), *conflict_lines(outcome, lang))


def _nothing_kept(outcome: Outcome, voice: Voice) -> list[str]:
    kept = voice.text(
        "排班没有保存；加 -o outcome.json -o roster.html 写入文件",
        "this roster is not kept; add -o outcome.json -o roster.html to write it",
    )
    return [kept] if outcome.plan is not None else []


def _files(outputs: Sequence[Output], written: Sequence[Output], voice: Voice) -> list[str]:
    names = [output.stated for output in written]
    left = [output.stated for output in outputs if output not in written and not output.is_standard]
    lines = [voice.text(f"已写入 {'、'.join(names)}", f"written: {', '.join(names)}")] if names else []
    if left:
        lines.append(voice.text(f"没有方案，未写 {'、'.join(left)}", f"without a plan not written: {', '.join(left)}"))
    return lines


def _short(outcome: Outcome, lang: str) -> list[str]:
    if outcome.plan is None:
        return conflict_lines(outcome, lang) + notice_lines(outcome, lang)
    return [filled_in_words(outcome, lang), penalties_in_words(outcome, lang), *notice_lines(outcome, lang)[1:]]
