"""What is said and written in a practice room, in both languages. Own wording throughout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from whiteboard.bodies import Language

Told = tuple[tuple[Literal["coach", "guest"], str], ...]


@dataclass(frozen=True)
class PracticeWords:
    """One conversation, and what comes onto the sheets."""

    coach: str
    guest: str
    title: str
    agreed: str
    answer: str
    topic: str
    #: labels of the circles
    inner: str
    ring: str
    scale_title: str
    #: what 0 and 10 mean
    low: str
    high: str
    #: notes between 0 and now
    there: tuple[str, str]
    #: 0..10, where the client stands now
    now: int
    opening: Told
    about_achieved: Told
    achieved: tuple[str, str, str]
    about_wanted: Told
    wanted: tuple[str, str, str]
    about_scale: Told
    closing: Told
    step_title: str
    #: what, when and what helps, each with its label
    step: tuple[tuple[str, str], ...]


WORDS: Final[dict[Language, PracticeWords]] = {
    "nl": PracticeWords(
        coach="Eva",
        guest="Sam",
        title="Sam, oefenkamer",
        agreed="Wat je hier deelt blijft tussen ons.",
        answer="binnen twee werkdagen",
        topic="Grenzen aangeven",
        inner="lukt al",
        ring="wil ik nog",
        scale_title="Waar sta ik",
        low="nog niets van",
        high="zoals ik het wil",
        there=("Dinsdag gewoon gedaan", "Niemand deed moeilijk"),
        now=5,
        opening=(
            ("coach", "Hoi Sam, fijn dat je er bent. Wat zou dit half uur voor jou nuttig maken?"),
            (
                "guest",
                "Ik wil op mijn werk vaker mijn grens aangeven. "
                "Als ik straks één ding heb om uit te proberen, ben ik blij.",
            ),
            ("coach", "Eén ding om uit te proberen. Dan zet ik het onderwerp vast op het vel."),
        ),
        about_achieved=(
            (
                "coach",
                "In de binnenste cirkel komt wat er al lukt, hoe klein ook. "
                "Wanneer gaf je de laatste tijd al een grens aan?",
            ),
            ("guest", "Dinsdag. Ik vroeg of iets ook morgen kon, en dat was helemaal goed."),
            ("coach", "Mooi. Hoe is je dat gelukt?"),
            ("guest", "Ik keek eerst rustig in mijn agenda. Dat gaf me even tijd."),
        ),
        achieved=(
            "Ik vroeg: kan het morgen ook?",
            "Eerst in mijn agenda kijken",
            "Vrijdag op tijd naar huis",
        ),
        about_wanted=(
            (
                "coach",
                "Dat is al heel wat. En in de ring eromheen: wat wil je nog bereiken? "
                "Waaraan zou je merken dat het beter gaat?",
            ),
            ("guest", "Dat ik in het overleg even wacht voordat ik ja zeg."),
        ),
        wanted=(
            "In het overleg: ik kom er morgen op terug",
            "Twee avonden per week zonder laptop",
            "Hulp vragen als het veel wordt",
        ),
        about_scale=(
            (
                "coach",
                "Stel: 10 is zoals jij het graag wilt, 0 is dat er nog niets van is. "
                "Waar sta je nu?",
            ),
            ("guest", "Op een 5, denk ik."),
            ("coach", "Wat maakt dat het al een 5 is?"),
            ("guest", "Dat ik het dinsdag gewoon deed. En dat niemand er moeilijk over deed 🙂"),
            ("coach", "Welk briefje zou je als eerste naar binnen willen brengen?"),
        ),
        closing=(
            ("guest", "Deze. Donderdag in het overleg zeg ik dat ik er een dag over nadenk."),
            ("coach", "Helder en dichtbij. Wat kan je daarbij helpen?"),
            ("guest", "Hetzelfde als dinsdag: eerst mijn agenda open."),
            ("coach", "Was het nuttig om er zo over te praten? Wat vooral?"),
            ("guest", "Ja. Vooral zien dat de helft er eigenlijk al is."),
        ),
        step_title="Mijn stapje",
        step=(
            ("wat", "ik zeg dat ik er een dag over nadenk"),
            ("wanneer", "donderdag, in het overleg"),
            ("wat helpt", "eerst mijn agenda open"),
        ),
    ),
    "en": PracticeWords(
        coach="Eva",
        guest="Sam",
        title="Sam, practice room",
        agreed="What you share here stays between us.",
        answer="within two working days",
        topic="Setting limits",
        inner="works already",
        ring="still want",
        scale_title="Where I am",
        low="nothing of it yet",
        high="how I want it",
        there=("Simply did it on Tuesday", "Nobody made a fuss"),
        now=5,
        opening=(
            ("coach", "Hi Sam, good to see you. What would make this half hour useful for you?"),
            (
                "guest",
                "I'd like to set limits at work more often. "
                "If I leave with one thing to try, I'm happy.",
            ),
            ("coach", "One thing to try. I'll put the topic on the sheet."),
        ),
        about_achieved=(
            (
                "coach",
                "In the inner circle goes what already works, however small. "
                "When did you set a limit lately?",
            ),
            ("guest", "Tuesday. I asked if something could wait until tomorrow. It was fine."),
            ("coach", "Nice. How did you manage that?"),
            ("guest", "I had a calm look at my calendar first. That bought me a moment."),
        ),
        achieved=(
            "I asked: could it be tomorrow?",
            "Look at my calendar first",
            "Home on time on Friday",
        ),
        about_wanted=(
            (
                "coach",
                "That is quite something already. And in the ring around it: what do you want to "
                "reach next? How would you notice that it goes better?",
            ),
            ("guest", "That I pause in the meeting before I say yes."),
        ),
        wanted=(
            "In the meeting: I'll get back to you tomorrow",
            "Two evenings a week without laptop",
            "Ask for help when it gets much",
        ),
        about_scale=(
            (
                "coach",
                "Say 10 is how you would like it to be, and 0 is that nothing of it is there yet. "
                "Where are you now?",
            ),
            ("guest", "At a 5, I think."),
            ("coach", "What makes it a 5 already?"),
            ("guest", "That I simply did it on Tuesday. And nobody made a fuss 🙂"),
            ("coach", "Which note would you like to bring inside first?"),
        ),
        closing=(
            ("guest", "This one. On Thursday I'll say that I want to think about it for a day."),
            ("coach", "Clear, and close by. What can help you with that?"),
            ("guest", "The same as on Tuesday: open my calendar first."),
            ("coach", "Was it useful to talk about it like this? What most of all?"),
            ("guest", "Yes. Seeing that half of it is there already."),
        ),
        step_title="My step",
        step=(
            ("what", "I say that I want a day to think about it"),
            ("when", "Thursday, in the meeting"),
            ("what helps", "my calendar open first"),
        ),
    ),
}
