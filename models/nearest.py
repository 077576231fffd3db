"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from models.fact import Text

MOST_WORDS = 40
MOST_KNOWN = 500
LONGEST = 64


class Nearest:
    """Finds neighbours of mistyped words; after `MOST_WORDS` different ones it stops looking, to stay quick."""

    def __init__(self) -> None:
        self._found: dict[str, str | None] = {}

    def of(self, word: str, known: Collection[str]) -> str | None:
        """The known word nearest to `word`, if one is near."""
        if word not in self._found:
            if len(self._found) >= MOST_WORDS or len(known) > MOST_KNOWN or len(word) > LONGEST:
                return None
            self._found[word] = next(iter(get_close_matches(word, sorted(known), 1, 0.5)), None)
        return self._found[word]

    def cure(self, word: str, known: Collection[str], otherwise: Text) -> Text:
        """`otherwise`, preceded by the near word where there is one."""
        near = self.of(word, known)
        if near is None or near not in known:
            return otherwise
        return Text(f"改为 {near}，或{otherwise.zh}", f"write {near}, or {otherwise.en}")


def listed(words: Collection[str], nothing: Text) -> Text:
    """The first words of a list, for a sentence; `nothing` when there are none."""
    if not words:
        return nothing
    shown = [word if len(word) <= LONGEST else f"{word[:LONGEST]}…" for word in list(words)[:8]]
    more = "…" if len(words) > len(shown) else ""
    return Text("、".join(shown) + more, ", ".join(shown) + more)
