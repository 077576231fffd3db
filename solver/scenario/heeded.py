"""Facts that no entry of the policy heeds: said aloud, never silently passed over."""

from __future__ import annotations

from models.fact import Text
from solver.scenario.scenario import Scenario

UNHEEDED = Text(
    "有{what}，但策略中没有生效的“{rule}”规则，排班不会理会",
    "there are {what}, but no entry of rule “{rule}” is on: they are ignored",
)


def unheeded(scenario: Scenario) -> list[Text]:
    """One line for each kind of fact that stands there while the rule that reads it is not on."""
    facts, on = scenario.facts, {entry.rule for entry in scenario.entries_on}
    wants = {request.wants for request in facts.requests}
    stated = (
        (bool(facts.leave), "leave", Text("休假", "days of leave")),
        (bool(facts.locks), "lock", Text("手工锁定", "locks")),
        ("off" in wants, "request_off", Text("休息申请", "requests for time off")),
        ("on" in wants, "request_on", Text("上班申请", "requests for duty")),
        (bool(facts.resources), "capacity", Text("装备与床位数量", "counts of resources")),
        (scenario.published is not None, "few_changes", Text("已公布的排班", "a published roster")),
    )
    return [
        Text(UNHEEDED.zh.format(what=what.zh, rule=rule), UNHEEDED.en.format(what=what.en, rule=rule))
        for stands, rule, what in stated
        if stands and rule not in on
    ]
