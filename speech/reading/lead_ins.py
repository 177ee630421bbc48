"""The little words that callers lead in with: えーと, はい, じゃあ. They tell nothing.

A drawn えーと or あのー is one wherever it stands. あの and まあ are only before a pause: あの件
points to something. The names in capitals are pieces of regular expressions.
"""

from __future__ import annotations

import re

HESITATION = r"(?:え(?:[ーえ]*っ|[ーえ]+)と[ー]*|あの[ーう]+|その[ー]+|ん[ー]+と?|う[ー]+ん[ーと]*)"
"""Said while thinking."""
BEFORE_PAUSE = r"(?:えと|あの|まあ|あー)"
"""The same, where a pause follows."""
YES = r"(?:はい|ええ|うん)"
NO = r"(?:いいえ|(?:いえ)+|(?:いや)+)"
NEXT = r"(?:じゃあ?|(?:それ)?では)"
LEAD_IN = rf"(?:{HESITATION}[、。 ]*|(?:{BEFORE_PAUSE}|{YES}|{NO}|{NEXT})[、。 ]+)"
"""Any of them, with the pause behind it."""
_LEADS_IN = re.compile(rf"^{LEAD_IN}+")


def without_lead_in(text: str) -> str:
    """What a turn begins to tell something with: 「はい、えーと、3時です」 is 3時です."""
    return _LEADS_IN.sub("", text)
