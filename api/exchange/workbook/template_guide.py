"""The first sheet of the template: how to fill in the others."""

from __future__ import annotations

from models.fact import Text

_LINES: tuple[tuple[Text, Text | None], ...] = (
    (Text("派勤排班模板", "Paiqin: the roster template"), None),
    (
        Text("怎么用", "How to use it"),
        Text(
            "把各表中的示例换成本所的内容，保存，然后运行 paiqin check 本文件（检查）和 paiqin solve 本文"
            "件 -o 排班.xlsx（排班）。示例本身就能排。",
            "Put your own station in place of the examples, save, then run paiqin check FILE and paiqin solve "
            "FILE -o roster.xlsx. "
            "The examples solve as they stand.",
        ),
    ),
    (
        Text("必填", "Needed"),
        Text(
            "橙色列名必填，其余可空；鼠标停在列名上有说明。列的顺序可变，可加标题行、备注列和空行；不想让"
            "程序读的列，列名前加 #。",
            "Orange headings are needed, the rest may stay empty; comments on the headings explain. Columns "
            "may change places; "
            "titles, remarks and blank rows do no harm; a column whose heading begins with # is left out.",
        ),
    ),
    (
        Text("派出所", "Station"),
        Text("站名、排班第一天和天数。", "The station's name, the first day and how many days."),
    ),
    (
        Text("人员", "People"),
        Text(
            "一人一行。用姓名指人即可；两人同名时给各人填编号，别处写编号。技能、队写了就算有，不必另列。",
            "One person a row, referred to by name. Where two have the same name give them ids and write "
            "those elsewhere. "
            "Skills and teams come to be by being written.",
        ),
    ),
    (
        Text("班次", "Shifts"),
        Text(
            "时间写 8:00-16:00，跨日写 20:00-次日8:00，24 小时写 8:00-次日8:00。类别：勤务、备勤、带班，一"
            "人一天每类最多一个。",
            "Times: 8:00-16:00, over midnight 20:00-8:00+1, 24 hours 8:00-8:00+1. Layers: duty, standby, lead; "
            "a person has at most one of each a day.",
        ),
    ),
    (
        Text("岗位", "Posts"),
        Text(
            "一种工作一行，写明什么人、什么技能可以上；空为不限。",
            "One kind of work a row, and who may do it; empty: everybody.",
        ),
    ),
    (
        Text("需求", "Demand"),
        Text(
            "每个班要几个人。“哪些天”写 每天、周一至周五、工作日、周末、法定节假日 或日期。同一班可写几行"
            "：日子写得越具体的越优先；类别不同的各自计算。",
            "How many people each shift needs. Days: every day, Mon-Fri, workday, weekend, statutory, or "
            "dates. Of several rows "
            "for the same work the most particular holds; rows for different kinds of people hold side by side.",
        ),
    ),
    (
        Text("请假、申请、锁定", "Leave, requests, locks"),
        Text(
            "请假一次一行，首尾两天都算。申请是愿望，尽量满足。锁定是定下的班，写 休 为不排。日期可写 2026-12-3、"
            "12月3日、12/3、12.3-12.5。",
            "Leave: one absence a row, both days included. Requests are wishes. Locks are settled; off for no duty. "
            "Dates: 2026-12-3, 12/3, 12.3-12.5.",
        ),
    ),
    (
        Text("历史、累计、欠补休", "History, counters, rest owed"),
        Text(
            "历史：排班前两周的班，用于连班和休息。累计：今年已承担的数，用于公平。欠补休：以前休息日上班、还没补"
            "的休息，台账由此算起。都可以不填；paiqin roll 能自动结转。",
            "History: the duties of the two weeks before, for rest and runs. Counters: what each has carried "
            "this year, for "
            "fair shares. Rest owed: compensatory rest not taken yet, from which the ledger begins. All may stay "
            "empty; paiqin roll carries them over.",
        ),
    ),
    (
        Text("规则", "Policy"),
        Text(
            "法律法规和通行做法已经包括。要改数值就写条目编号和参数，如 nights-in-a-row 的 most=2；全部规"
            "则见 paiqin rules。",
            "Law and common practice are included. To change a number write the entry's id and the parameter, "
            "such as "
            "nights-in-a-row, most=2; paiqin rules lists all rules.",
        ),
    ),
    (
        Text("错误", "Faults"),
        Text(
            "有错时，程序一次列出全部单元格，并在旁边存一份标红、加批注的副本（文件名带 .faults）。",
            "Faults are listed all at once by cell, and a copy with the cells marked and commented is saved "
            "beside (.faults).",
        ),
    ),
    (
        Text("其他表", "Further sheets"),
        Text(
            "可另加：队、警务区、技能、班组、轮班制、巡逻组、装备、日历、已公布。格式见 docs/workbook.md。",
            "May be added: Teams, Zones, Skills, Groups, Patterns, Units, Resources, Calendar, Published. "
            "See docs/workbook.md.",
        ),
    ),
)  # fmt: skip


def guide_lines(lang: str) -> list[tuple[str, ...]]:
    """Heading and text of each line."""
    return [
        (head.in_language(lang),) if text is None else (head.in_language(lang), text.in_language(lang))
        for head, text in _LINES
    ]
