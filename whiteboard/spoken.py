"""
What the program says to the person at the keyboard, in their language.

Sentences are written in English where they arise, and found here by their form; `{}` stands for
what changes, which is itself said in the language where it is a sentence. Knows no files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from whiteboard.bodies import Language

_DUTCH: Final = {
    # what can go wrong with a file
    "{} cannot be read: {}": "{} kan niet gelezen worden: {}",
    "{} is damaged: {}": "{} is beschadigd: {}",
    "{} is neither an export of a room nor a server's database": (
        "{} is geen bewaarde ruimte en ook geen database van een server"
    ),
    "{} cannot be read as a server's database: {}": (
        "{} kan niet gelezen worden als database van een server: {}"
    ),
    "this link's room is not in {}": "de ruimte van deze link staat niet in {}",
    "this link belongs to another room than this file": (
        "deze link hoort bij een andere ruimte dan dit bestand"
    ),
    "nothing in this file opens with this link": "niets in dit bestand gaat open met deze link",
    "this file is no export of a room": "dit bestand is geen bewaarde ruimte",
    "this export is of a newer version": "dit bestand is van een nieuwere versie",
    "this file is cut off": "het bestand is afgebroken",
    "the beginning of this file is damaged": "het begin van het bestand is beschadigd",
    "a blob in this file is damaged": "een bijlage in het bestand is beschadigd",
    "cut off": "het is afgebroken",
    "cut off after its header": "het is afgebroken",
    "cut off inside a length": "het is afgebroken",
    # links
    "{} is needed; type it when asked, or send it on standard input": (
        "{} is nodig; typ het als erom gevraagd wordt, of geef het op standaardinvoer"
    ),
    "the room's link": "de link van de ruimte",
    "a coach's invitation or workspace link": "een uitnodiging of de werkruimtelink van een coach",
    # what is asked for
    "{} should end in {}": "{} moet eindigen op {}",
    "--sheet, --at and --white are for pictures, and {} is none": (
        "--sheet, --at en --white zijn voor afbeeldingen, en {} is er geen"
    ),
    "{} exists already; choose another name": "{} bestaat al; kies een andere naam",
    "{} cannot be written: {} is no folder to write in": (
        "{} kan niet geschreven worden: {} is geen map om in te schrijven"
    ),
    "{} is no time such as 2026-11-25T14:05": "{} is geen tijd zoals 2026-11-25T14:05",
    "nothing was there yet at {}; this room begins at {}": (
        "om {} was er nog niets; deze ruimte begint op {}"
    ),
    "there is one sheet; no number {}": "er is één vel; geen nummer {}",
    "there are {} sheets; no number {}": "er zijn {} vellen; geen nummer {}",
    "there are {} sheets, and a .{} holds one; choose with --sheet": (
        "er zijn {} vellen, en in een .{} past er één; kies met --sheet"
    ),
    "pictures need skia-python: pip install 'flipover[pictures]'": (
        "voor afbeeldingen is skia-python nodig: pip install 'flipover[pictures]'"
    ),
    "nothing has happened on the sheets yet": "er is nog niets op de vellen gebeurd",
    "a film needs PyAV: pip install av": "voor een film is PyAV nodig: pip install av",
    "this PyAV cannot write H.264; pip install av gives one that can": (
        "deze PyAV kan geen H.264 schrijven; met pip install av komt er een die het kan"
    ),
    # the machine's own words
    "No space left on device": "de schijf is vol",
    "Permission denied": "dat mag hier niet",
    "Is a directory": "dat is een map",
    "No such file or directory": "dat bestaat niet",
    "Read-only file system": "daar kan niets geschreven worden",
    "{}: {}": "{}: {}",
    # what is told
    "{} entries written to {}": "{} inschrijvingen bewaard in {}",
    "{} places, {} authors, {} things drawn": "{} plaatsen, {} schrijvers, {} dingen getekend",
    "no entries": "geen inschrijvingen",
    "drawing acts that were refused, as every reader does: {}": (
        "tekenhandelingen die niemand laat zien: {}"
    ),
    "every seal fits, and nothing is missing, repeated or out of order": (
        "elk zegel klopt, en er ontbreekt niets, niets staat dubbel of op de verkeerde plek"
    ),
    "{} pictures, each seal fits": "{} afbeeldingen, elk zegel klopt",
    "picture {}: its seal does not fit: it was changed, or belongs elsewhere": (
        "afbeelding {}: het zegel klopt niet: ze is veranderd, of hoort ergens anders"
    ),
    "picture {}: its content is gone and nobody asked for that": (
        "afbeelding {}: de inhoud is weg en niemand heeft daarom gevraagd"
    ),
    "something before this place is missing": "er ontbreekt iets voor deze plaats",
    "the same entry was given twice": "dezelfde inschrijving staat er twee keer",
    "this comes after what is later": "dit staat na iets wat later is",
    "its author saw another past than this one": "de schrijver zag een ander verleden dan dit",
    "its author saw more than the log held then": "de schrijver zag meer dan er toen stond",
    "its seal does not fit: it was changed, or belongs elsewhere": (
        "het zegel klopt niet: het is veranderd, of hoort ergens anders"
    ),
    "its content is gone and nobody asked for that": (
        "de inhoud is weg en niemand heeft daarom gevraagd"
    ),
    "its author may not append this": "de schrijver mag dit niet toevoegen",
    "its author sealed something that cannot be read": (
        "de schrijver verzegelde iets wat niet te lezen is"
    ),
    # links, as `keys` says them
    "the part after # is missing; copy the whole link": (
        "het stuk na # ontbreekt; kopieer de hele link"
    ),
    "the part after # does not begin as a link's does": (
        "het stuk na # begint niet zoals bij een link"
    ),
    "it is too short or too long; part of it may have been cut off": (
        "de link is te kort of te lang; misschien is er een stuk af"
    ),
    "there are characters in it that no link has": "er staan tekens in die in geen link horen",
    "this is an invitation for a coach, not a link that opens a room": (
        "dit is een uitnodiging voor een coach, niet de link van een ruimte"
    ),
    "before # there should stand an address that ends with /{}/ and an id": (
        "voor # hoort een adres te staan dat eindigt op /{}/ en een nummer"
    ),
}


def language_of(environment: Mapping[str, str]) -> Language:
    """Return the language that a person's environment asks for; English unless it is Dutch."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "nl" if environment[name].lower().startswith("nl") else "en"
    return "en"


def spoken(sentence: str, language: Language) -> str:
    """Return *sentence* in *language*; as it is where there is no other."""
    if language == "en":
        return sentence
    if sentence in _DUTCH:
        return _DUTCH[sentence]
    for form, dutch in _FORMS:
        found = form.fullmatch(sentence)
        if found is not None:
            return dutch.format(*(spoken(part, language) for part in found.groups()))
    return sentence


def _form(sentence: str) -> re.Pattern[str]:
    """Return what finds a sentence with something else in each of its gaps."""
    return re.compile("(.+)".join(map(re.escape, sentence.split("{}"))), re.DOTALL)


_FORMS: Final = [(_form(english), dutch) for english, dutch in _DUTCH.items() if "{}" in english]
