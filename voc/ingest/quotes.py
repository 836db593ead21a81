"""The customer's own words in an e-mail: quoted text, forwarded headers and signatures taken off."""

import re
from itertools import islice

_WROTE = re.compile(
    r"(On\s.{4,200}\swrote:|.{0,120}\d{4}[年/-].{4,160}[:：]"
    r"|.{1,120}<[^<>\s]+@[^<>\s]+>\s*(さんは|様は)?.{0,40}[:：]"
    r"|.{1,80}(さん|様)[がは].{0,20}書きました[:：]?)\s*"
)
_ORIGINAL = re.compile(
    r"[-_ー―─=]{2,}\s*(Original Message|Forwarded message|元のメッセージ|転送(された)?メッセージ)"
    r"\s*[-_ー―─=]{2,}\s*",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(差出人|送信元|From)\*?\s*[:：].*", re.IGNORECASE)
_HEADER = re.compile(r"\*?(送信日時?|日時|宛先|件名|Sent|Date|To|Cc|Subject)\*?\s*[:：].*", re.IGNORECASE)
_QUOTED = re.compile(r"\s*[>＞|｜](?![<_o]).*")
_DASHES = re.compile(r"--\s?")
_RULE = re.compile(r"\s*[━─―═=*＊_＿\-－〓■□◆◇☆★~〜+＋]{5,}.{0,40}")
_CONTACT = re.compile(
    r"@|TEL|電話|携帯|FAX|〒|https?://|株式会社|有限会社|合同会社|E-?mail|\d{2,4}-\d{2,4}-\d{3,4}", re.I
)
_DEVICE = re.compile(
    r"\s*(Sent from my \w.{0,40}|(iPhone|iPad|Android|Galaxy|Xperia).{0,20}から送信"
    r"|Get Outlook for .{1,20})\s*",
    re.IGNORECASE,
)
_SIGNATURE_LINES = 12


def own_words(text: str) -> str:
    """`text` without what its writer did not write for this message; "" when nothing is left.

    Answers written under or between quoted lines stay. A line of ━ opens a signature only near the
    end and when something under it is an address, so that a ruled-off order in a message stays.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for position, line in enumerate(lines):
        if _ends_here(lines, position):
            break
        if _QUOTED.fullmatch(line) or _DEVICE.fullmatch(line) or _introduces_quote(lines, position):
            continue
        kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _ends_here(lines: list[str], position: int) -> bool:
    """Whether everything from this line on is a quoted message or a signature."""
    line = lines[position].strip()
    if not line:
        return False
    if _ORIGINAL.fullmatch(line) or _DASHES.fullmatch(lines[position]):
        return True
    if not (_FROM.fullmatch(line) or _WROTE.fullmatch(line) or _RULE.fullmatch(line)):
        return False
    rest = (other.strip() for other in lines[position + 1 : position + 200])
    after = list(islice((other for other in rest if other), _SIGNATURE_LINES + 1))
    if _FROM.fullmatch(line):
        return any(_HEADER.fullmatch(other) for other in after[:3])
    if _WROTE.fullmatch(line) and "@" in line + "".join(after[:1]):
        return not any(_QUOTED.fullmatch(other) for other in after[:3])
    if _RULE.fullmatch(line) and 0 < len(after) <= _SIGNATURE_LINES:
        return any(_CONTACT.search(other) for other in after)
    return False


def _introduces_quote(lines: list[str], position: int) -> bool:
    """Whether the line says who wrote the quoted lines that follow it."""
    following = next((line for line in lines[position + 1 : position + 3] if line.strip()), "")
    return bool(_QUOTED.fullmatch(following) and _WROTE.fullmatch(lines[position].strip()))
