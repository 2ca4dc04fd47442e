"""Plain words out of the wiki markup of trackers and out of Markdown.

Only where a text is evidently marked up, by several marks or by one that nobody
writes by hand; "2*3", "snake_case", "C#" and "#1" are what people wrote. Every pass is
linear in the length of the text.
"""

from __future__ import annotations

import re

HEADING = re.compile(r"(?<!\S)h[1-6]\.[ \t]+(?=\S)")
HASHES = re.compile(r"[ \t]{0,3}#{2,6}[ \t]+(?=\S)", re.M)
BLOCKS = ("code", "noformat")
MACRO = re.compile(
    r"\{(?:code|noformat|quote|panel|color|tip|info|note|warning|expand|anchor)"
    r"(?::[^{}\n]{0,200})?\}"
)
LINK = re.compile(
    r"\[([^\[\]|\n]{1,300})\|(?:https?://|mailto:|#|\^)[^\[\]\n]{1,2000}\]"
    r"|(?<!!)\[([^\[\]\n]{1,300})\]\((?:https?://|mailto:|/|#)[^()\s]{0,2000}\)"
)
PLAIN_LINK = re.compile(r"\[((?:https?://|mailto:)[^\[\]\s|]{1,2000})\]")
IMAGE = re.compile(
    r"(?<![\w!])!(?=\S)[^!\n|]{1,300}\.(?:png|jpe?g|gif|svg|bmp|webp|heic|mp4|mov)"
    r"(?:\|[^!\n]{0,100})?!|!\[[^\[\]\n]{0,300}\]\([^()\s]{1,2000}\)"
    r"|\[\^[^\[\]\n]{1,200}\.\w{2,4}\]",
    re.I,
)
BOLD = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{0,300}[^\s*])\1(?![\w*])")
ITALIC = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{0,300}[^\s_])_(?![\w_])")
STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]{1,300})~~")
MONO = re.compile(r"\{\{([^{}\n]{1,300})\}\}|`([^`\n]{1,300})`")
TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*")
TABLE_HEAD = re.compile(r"^[ \t]*\|\|[^|\n]{1,300}\|\|", re.M)
CELL_MARK = re.compile(r"(?<!\S)\|\|(?=\S)|(?<=\S)\|\|(?!\S)")
DASHED = re.compile(r"(?=[^\n]*?---)[ \t|:-]+")
ITEM = re.compile(r"[ \t]*(?:[*#-]{1,6}|\+)[ \t]+(?=\S)")
HASH_ITEM = re.compile(r"[ \t]*#{1,6}[ \t]+(?=\S)")
INNER_ITEM = re.compile(r"(?<=\s)#[ \t]+(?=\S)")
PLAIN_MARKS = (
    (HEADING, tuple(f"h{level}." for level in range(1, 7))),
    (LINK, ("[",)),
    (IMAGE, ("!", "[^")),
    (TABLE_HEAD, ("||",)),
)
"""Marks that nobody writes by hand, each with the signs it begins with."""
QUOTE = re.compile(r"bq\.[ \t]+")
FENCE = "```"
SURE = 2


def without_marks(text: str) -> str:
    """Return a text of a tracker without its marks, any other text as it is.

    Blocks of code and pictures go, links keep their label, items of lists begin with
    a dash. A text of nothing but code stays.

    >>> without_marks("h3. Report\\n*Steps*\\n# open the [list|https://a.example]")
    'Report\\nSteps\\n- open the list'
    >>> without_marks("2*3*4 in snake_case_name is my #1 problem with C#")
    '2*3*4 in snake_case_name is my #1 problem with C#'
    """
    if not _is_marked_up(text):
        return text
    is_wiki = bool(HEADING.search(text) or MACRO.search(text) or "||" in text)
    bare = text.replace("\r\n", "\n")
    for name in BLOCKS:
        bare = _without_blocks(bare, f"{{{name}", f"{{{name}}}")
    bare = _without_blocks(bare, FENCE, FENCE)
    bare = IMAGE.sub("", MACRO.sub("", bare))
    bare = PLAIN_LINK.sub(r"\1", LINK.sub(lambda m: m[1] or m[2], bare))
    if is_wiki and "\n" not in text.strip():
        bare = INNER_ITEM.sub("\n- ", HEADING.sub("\n", bare))
    lines = [_line(line, is_wiki=is_wiki) for line in bare.split("\n")]
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return said if any(sign.isalnum() for sign in said) else text


def _is_marked_up(text: str) -> bool:
    """Return whether marks of two kinds stand in a text, or a plain one."""
    # A form is looked for only where its sign stands: most texts have none.
    has = text.__contains__
    if any(any(map(has, signs)) and form.search(text) for form, signs in PLAIN_MARKS):
        return True
    macros = sum(1 for _ in MACRO.finditer(text)) if has("{") else 0
    if macros >= SURE or text.count(FENCE) >= SURE:
        return True
    lines = text.split("\n")
    kinds = (
        macros > 0,
        has("##") and any(HASHES.match(line) for line in lines),
        has("*") and BOLD.search(text) is not None,
        any(map(has, "*#-+")) and sum(bool(ITEM.match(li)) for li in lines) >= SURE,
        has("|") and sum(bool(TABLE.fullmatch(line)) for line in lines) >= SURE,
        any(map(has, "`{")) and MONO.search(text) is not None,
    )
    return sum(kinds) >= SURE


def _without_blocks(text: str, start: str, end: str) -> str:
    """Take out what stands between two marks; one that is not closed stays text."""
    kept, at = [], 0
    while (begin := text.find(start, at)) >= 0:
        inside = text.find("}", begin) + 1 if start != end else begin + len(start)
        close = text.find(end, inside) if inside else -1
        if close < 0:
            break
        kept.append(text[at:begin])
        at = close + len(end)
    return "\n".join([*kept, text[at:]]) if kept else text


def _line(line: str, *, is_wiki: bool) -> str:
    """Return a line without the marks at its start and those within."""
    if DASHED.fullmatch(line):
        return ""
    line = QUOTE.sub("", HEADING.sub("", line), count=1)
    if TABLE.fullmatch(line):
        cells = (cell.strip() for cell in line.split("|"))
        line = ", ".join(cell for cell in cells if cell)
    elif not is_wiki and (found := HASH_ITEM.match(line)):
        line = line[found.end() :].rstrip("# ")
    elif found := ITEM.match(line):
        line = f"- {line[found.end() :]}"
    if is_wiki:
        line = CELL_MARK.sub("", line)
    line = STRUCK.sub(r"\1", ITALIC.sub(r"\1", BOLD.sub(r"\2", line)))
    return MONO.sub(lambda m: m[1] or m[2], line).rstrip()
