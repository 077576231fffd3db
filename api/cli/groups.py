"""Groups of commands; the module of a command is loaded when the command is called, not when it is listed."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from typer.core import TyperGroup

from api.cli.help_page import group_page, language_in
from models.fact import Text


class CommandGroup(TyperGroup):
    """Commands by name; `table` tells the module of each and, in a line, what it does."""

    table: ClassVar[dict[str, tuple[str, Text]]] = {}
    about: ClassVar[Text] = Text("", "")

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.table:
            return None
        return import_module(self.table[cmd_name][0]).COMMAND

    def format_help(self, ctx: Any, formatter: Any) -> None:
        lang = language_in(ctx)
        lines = [(name, does.in_language(lang)) for name, (_, does) in self.table.items()]
        page = group_page(ctx.command_path, self.about.in_language(lang), lines, self.get_params(ctx), lang)
        formatter.write("\n".join(page) + "\n")


class Generate(CommandGroup):
    """Inventing scenarios."""

    about = Text("生成虚构的场景，供试用和测试", "Invents scenarios, to try out and to test with")
    table = {"station": ("api.cli.generate_station", Text("一个派出所的排班场景", "a station's roster scenario"))}


class Key(CommandGroup):
    """Handing out keys, and revoking them."""

    about = Text("发放、列出和吊销 REST 接口的密钥", "Hands out, lists and revokes keys for the REST API")
    table = {
        "new": ("api.cli.key_new", Text("发放一个新密钥", "a new key")),
        "list": ("api.cli.key_list", Text("列出各密钥的编号、所有者和权限", "every key's id, owner and scopes")),
        "revoke": ("api.cli.key_revoke", Text("吊销一个密钥", "ends a key")),
    }


class DatabaseGroup(CommandGroup):
    """Looking after a database of jobs."""

    about = Text("维护任务库", "Looks after the database of jobs")
    table = {"upgrade": ("api.cli.database_upgrade", Text("升级到当前版本", "brings its tables up to date"))}


class Paiqin(CommandGroup):
    """All commands."""

    about = Text(
        "派勤：为派出所排勤务，独立检验，给出最优性的界限",
        "Paiqin: duty rosters for police stations, verified, with a proven bound",
    )
    table = {
        "demo": ("api.cli.demo", Text("为虚构的派出所排一个月的勤务", "roster an invented station for a month")),
        "solve": ("api.cli.solve", Text("排勤务", "make a roster")),
        "check": ("api.cli.check", Text("排班之前：找出输入的错误和警力缺口", "faults and shortages before solving")),
        "verify": ("api.cli.verify", Text("独立检验一份方案", "check a plan independently")),
        "roll": ("api.cli.roll", Text("结转到下个月", "the next month's scenario, history carried over")),
        "generate": ("api.cli.generate", Text("生成虚构的场景", "invent scenarios")),
        "convert": ("api.cli.convert", Text("转换文件格式", "convert files from form to form")),
        "template": ("api.cli.template", Text("写出 Excel 模板", "write the Excel template")),
        "rules": ("api.cli.rules", Text("列出全部规则及其参数", "list all rules with their parameters")),
        "bench": ("api.cli.bench", Text("测量一组算例", "measure a suite of instances")),
        "batch": ("api.cli.batch", Text("一次求解并比较许多场景", "solve and compare many scenarios")),
        "serve": ("api.cli.serve", Text("启动 REST 接口", "serve the REST API")),
        "worker": ("api.cli.worker", Text("处理任务库里的求解任务", "work on jobs of a database")),
        "key": ("api.cli.key", Text("发放、列出和吊销 API 密钥", "hand out, list and revoke API keys")),
        "database": ("api.cli.database", Text("维护任务库", "look after the database of jobs")),
        "doctor": ("api.cli.doctor", Text("检查安装是否完好", "check the installation")),
    }


GROUPS: dict[str, type[CommandGroup]] = {"generate": Generate, "key": Key, "database": DatabaseGroup}
"""The commands that have commands of their own."""
