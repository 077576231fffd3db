"""What `paiqin check` foresees, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from api.cli.reading import Source
from api.cli.voice import Voice, columns
from api.exchange.roster_words import KINDS
from solver.explain.foreseen import Foreseen

MOST_LINES = 30


def page(source: Source, foreseen: Foreseen, voice: Voice) -> list[str]:
    """The station, notices, breaches that cannot be avoided, hours, days that are short."""
    facts = source.scenario.facts
    name, count = facts.name or facts.id, len(facts.people)
    lines = [
        voice.text(
            f"{name}：{count} 人，{facts.days} 天，输入无误", f"{name}: {count} people, {facts.days} days, no faults"
        )
    ]
    if not voice.quiet:
        lines += [voice.text("提示：", "Notice: ") + notice.in_language(voice.lang) for notice in source.notices]
    for part in (_unavoidable(foreseen, voice), _hours(source, foreseen, voice), _short_days(source, foreseen, voice)):
        lines += ["", *part] if part else []
    return lines


def _unavoidable(foreseen: Foreseen, voice: Voice) -> list[str]:
    rows = [
        (
            breach.entry.id,
            breach.entry.parameters.title.in_language(voice.lang),
            breach.person.label if breach.person else "",
            breach.date.isoformat() if breach.date else "",
            breach.item or "",
        )
        for breach in foreseen.unavoidable
    ]
    title = voice.text("无论怎样排都违反第 0 层的条目", "Entries of level 0 that every roster breaches")
    return [title, *_cut(rows, voice)] if rows else []


def _hours(source: Source, foreseen: Foreseen, voice: Voice) -> list[str]:
    named = {"": voice.text("全体", "everybody")}
    named |= {skill.id: skill.name or skill.id for skill in source.scenario.facts.skills}
    named |= {str(kind): name.in_language(voice.lang) for kind, name in KINDS.items()}
    head = ("", voice.text("人数", "people"), voice.text("至少需要", "needed"), voice.text("可用", "available"), "", "")
    rows = [head]
    for load in foreseen.loads:
        share = f"{load.demanded_minutes / load.available_minutes:.0%}" if load.available_minutes else "–"
        mark = voice.text("不足", "short") if load.is_short else ""
        needed, there = f"{load.demanded_minutes / 60:.0f}", f"{load.available_minutes / 60:.0f}"
        rows.append((named[load.group], str(load.members), needed, there, share, mark))
    title = voice.text(
        "工时（小时）：只能由该类人员承担的勤务，与规定工时之内可用的；不足则或缺人，或超时",
        "Hours: work that only these people can do, and what their allowed hours give; where short, "
        "work stays unfilled or hours are exceeded",
    )
    return [title, *(f"  {line}" for line in columns(rows, right=(1, 2, 3, 4)))] if foreseen.loads else []


def _short_days(source: Source, foreseen: Foreseen, voice: Voice) -> list[str]:
    short = foreseen.short_days
    if not short:
        return [voice.text("每天每项勤务都有足够的人能胜任", "Every day has enough people who could do each work")]
    shifts = source.scenario.facts.shift_by_id
    text = voice.text("需 {needed} 人，能胜任且在岗 {able} 人", "{needed} needed, {able} able and present")
    rows = []
    for need in short:
        shift = shifts.get(need.demand.shift or "") if need.demand else None
        amount = text.format(needed=need.people, able=len(need.able))
        rows.append((need.date.isoformat(), shift.label if shift else "", need.item, amount))
    title = voice.text(f"{len(short)} 处能胜任的人不够", f"{len(short)} works with too few people who could do them")
    return [title, *_cut(rows, voice)]


def _cut(rows: Sequence[tuple[str, ...]], voice: Voice) -> list[str]:
    left = len(rows) - MOST_LINES
    more = voice.text(f"  另有 {left} 处；--json 列出全部", f"  and {left} more; --json lists all")
    return [*(f"  {line}" for line in columns(rows[:MOST_LINES])), *([more] if left > 0 else [])]
