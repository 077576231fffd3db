"""Why a text is no JSON or no YAML, in words: the parsers' own messages are English and speak to programmers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.fact import Text


class Cause(NamedTuple):
    """What is wrong at a place, and the cure."""

    wrong: Text
    cure: Text


QUOTE = Text("补上引号", "add the quote")
SEPARATE = Text("补上逗号或括号", "add the comma or the bracket")
ALIGN = Text("对齐缩进，列表项以“- ”开头", "align the indentation; items of a list begin with “- ”")
WRITE_ESCAPE = Text("反斜线写成 \\\\", "write a backslash as \\\\")

ENDS = Cause(
    Text("内容在此中断，括号或引号没有结束", "the text ends before its brackets or quotes are closed"),
    Text("补全内容，或重新保存文件", "complete the text, or save the file again"),
)
FULL_WIDTH = Cause(
    Text("用了全角标点", "full-width punctuation"), Text('改用半角的 " : , [ ] { }', 'write plain " : , [ ] { }')
)
COMMENT = Cause(Text("JSON 不能有注释", "JSON has no comments"), Text("删去注释", "remove the comment"))
SINGLE_QUOTE = Cause(
    Text("用了单引号", "single quotes"), Text("改用双引号 \"", 'write double quotes "')
)  # fmt: skip
EXTRA_COMMA = Cause(
    Text("最后一项之后多了逗号", "a comma after the last item"), Text("删去这个逗号", "remove the comma")
)
NO_COLON = Cause(
    Text("字段名之后缺少冒号", "a colon is missing after a field's name"), Text("补上冒号", "add the colon")
)
NO_COMMA = Cause(Text("两项之间缺少逗号，或缺少括号", "a comma or a closing bracket is missing"), SEPARATE)
NO_NAME = Cause(
    Text("此处应有带双引号的字段名", "a field's name in double quotes is due here"),
    Text("给字段名加上双引号", "put the field's name in double quotes"),
)
NO_VALUE = Cause(
    Text("此处应有值", "a value is due here"),
    Text("写值；文本加双引号，没有值时写 null", "write a value: text in double quotes, null for none"),
)
OPEN_QUOTE = Cause(Text("引号没有结束", "a quote is not closed"), QUOTE)
BROKEN_LINE = Cause(Text("引号之内换行或有控制字符", "a line break or control character within quotes"), QUOTE)
ESCAPE = Cause(Text("反斜线之后的字符不成转义", "no such escape after a backslash"), WRITE_ESCAPE)
MORE_TEXT = Cause(
    Text("内容结束之后还有文字，或多了括号", "text after the end, or one bracket too many"),
    Text("删去多余的部分", "remove what is too much"),
)
TAB = Cause(Text("用了制表符缩进", "a tab indents"), Text("缩进改用空格", "indent by blanks"))
NEEDS_QUOTES = Cause(
    Text("文本不能以这个字符开头", "no text may begin with this character"),
    Text("给文本加上引号", "put the text in quotes"),
)
STRAY_COLON = Cause(
    Text("此处不应有冒号", "no colon may stand here"),
    Text(
        "检查上一行的冒号和本行的缩进；文本里有冒号时加引号",
        "check the colon of the line before and this line's indentation; quote a text that holds a colon",
    ),
)
INDENTATION = Cause(
    Text(
        "缩进与上文不齐，或缺少冒号、“- ”，或引号之后还有文字",
        "the indentation differs from above, a colon or “- ” is missing, or text follows a quote",
    ),
    ALIGN,
)
NO_CONTENT = Cause(
    Text("此处应有值，却是逗号或括号", "a value is due, but a comma or bracket stands here"),
    Text("补上值，或删去多余的逗号、括号", "add the value, or remove the comma or bracket"),
)
BLOCK_TEXT = Cause(
    Text("| 或 > 之后只能换行", "only a line break may follow | or >"),
    Text("另起一行写文本", "begin the text on a new line"),
)
CONTROL = Cause(
    Text("含控制字符", "a control character"), Text("删去该字符，或重新保存文件", "remove it, or save the file again")
)
UNKNOWN = Cause(
    Text("语法不对", "the syntax is wrong"),
    Text("检查此处的缩进、引号、逗号、冒号和括号", "check indentation, quotes, commas, colons and brackets here"),
)

JSON_CAUSES: Sequence[tuple[str, Cause]] = (
    ("Unterminated string", OPEN_QUOTE),
    ("Invalid control character", BROKEN_LINE),
    ("Invalid \\", ESCAPE),
    ("Extra data", MORE_TEXT),
    ("Illegal trailing comma", EXTRA_COMMA),
    ("':' delimiter", NO_COLON),
    ("',' delimiter", NO_COMMA),
    ("property name", NO_NAME),
    ("Expecting value", NO_VALUE),
)
"""Parts of the messages of Python's JSON reader, and what they mean."""

YAML_CAUSES: Sequence[tuple[str, Cause]] = (
    ("tab character", TAB),
    ("cannot start any token", NEEDS_QUOTES),
    ("',' or", NO_COMMA),
    ("end of stream", OPEN_QUOTE),
    ("mapping values are not allowed", STRAY_COLON),
    ("could not find expected ':'", NO_COLON),
    ("expected key", INDENTATION),
    ("'-' indicator", INDENTATION),
    ("<block end>", INDENTATION),
    ("escape character", ESCAPE),
    ("hexdecimal", ESCAPE),
    ("node content", NO_CONTENT),
    ("comment or line break", BLOCK_TEXT),
    ("<document start>", MORE_TEXT),
    ("control characters", CONTROL),
    ("special characters", CONTROL),
)
"""Parts of the messages of the YAML reader, and what they mean."""


def meant_by(message: str, causes: Sequence[tuple[str, Cause]]) -> Cause:
    """The cause that a parser's message tells."""
    return next((cause for part, cause in causes if part in message), UNKNOWN)
