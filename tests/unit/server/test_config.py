"""Settings: parsed once, from options and variables; a wrong one is named with a right one."""

from __future__ import annotations

import argparse
import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from server.config import PARSERS, Config, add_options, parse_config
from server.errors import BadSetting


def test_nothing_set_is_loopback_only() -> None:
    """The defaults open nothing to the network."""
    config = parse_config({}, {})

    assert config == Config()
    assert config.host == "127.0.0.1"
    assert not config.lan


def test_every_field_can_be_an_option_and_a_variable() -> None:
    """No setting exists that cannot be set."""
    parser = argparse.ArgumentParser()
    add_options(parser)
    options = {action.dest for action in parser._actions} - {"help"}

    assert options == set(PARSERS) == {field.name for field in dataclasses.fields(Config)}


def test_an_option_wins_over_its_variable() -> None:
    """What is typed counts."""
    config = parse_config({"port": "9000"}, {"FLIPOVER_PORT": "9001", "FLIPOVER_HOST": "::1"})

    assert (config.port, config.host) == (9000, "::1")


def test_right_values_are_taken() -> None:
    """Each parser returns what it should."""
    config = parse_config(
        {},
        {
            "FLIPOVER_PORT": "0",
            "FLIPOVER_HOST": "flip.local",
            "FLIPOVER_DATA": "/srv/x",
            "FLIPOVER_LAN": "yes",
            "FLIPOVER_PUBLIC_URL": "https://flip.example.org/",
            "FLIPOVER_TURN_URL": "turn:a.org:3478, turns:b.org:443?transport=tcp",
            "FLIPOVER_TURN_SECRET": "0123456789abcdef",
            "FLIPOVER_RETENTION_DAYS": "30",
            "FLIPOVER_MAIL_URL": "smtps://us%40er@mail.example.org:465/",
            "FLIPOVER_MAIL_PASSWORD": "hush",
            "FLIPOVER_MAIL_FROM": "flip@Example.org",
        },
    )

    assert config == Config(
        0,
        "flip.local",
        Path("/srv/x"),
        True,
        "https://flip.example.org",
        ("turn:a.org:3478", "turns:b.org:443?transport=tcp"),
        "0123456789abcdef",
        30,
        None,
        "smtps://us%40er@mail.example.org:465",
        "hush",
        "flip@example.org",
    )


def test_a_text_for_need_is_read_from_its_file(tmp_path: Path) -> None:
    """Trimmed; a file without words counts as none, one that is too long stops the start."""
    file = tmp_path / "help.txt"
    file.write_text("\nBel 112.\nBel de huisarts: 010 123 45 67.\n", encoding="utf-8")
    options = {"help_text": str(file)}
    assert parse_config(options, {}).help_text == "Bel 112.\nBel de huisarts: 010 123 45 67."
    file.write_text(" \n")
    assert parse_config(options, {}).help_text is None
    file.write_text("é" * 2_001, encoding="utf-8")
    with pytest.raises(BadSetting, match="2001 characters"):
        parse_config(options, {})
    with pytest.raises(BadSetting, match='HELP_TEXT is "/nowhere/help'):
        parse_config({}, {"FLIPOVER_HELP_TEXT": "/nowhere/help.txt"})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("port", "80 80"),
        ("port", "-1"),
        ("port", "65536"),
        ("port", "http"),
        ("port", "٣"),
        ("host", "256.1.1.1"),
        ("host", "a b"),
        ("host", ""),
        ("data", ""),
        ("lan", "maybe"),
        ("public_url", "flip.example.org"),
        ("public_url", "https://"),
        ("public_url", "https://a.org/path"),
        ("public_url", "https://user@a.org"),
        ("public_url", "https://a.org:x"),
        ("turn_url", "https://turn.example.org"),
        ("turn_url", "turn:a.org?transport=sctp"),
        ("turn_secret", "hush-hush"),
        ("retention_days", "0"),
        ("retention_days", "a year"),
        ("mail_url", "mail.example.org"),
        ("mail_url", "https://mail.example.org"),
        ("mail_url", "smtp://"),
        ("mail_url", "smtp://a.org:x"),
        ("mail_url", "smtp://a.org/inbox"),
        ("mail_url", "smtp://user:hush@a.org"),
        ("mail_url", "smtp://user:hush@a.org:x"),
        ("mail_url", "smtp:user:hush@a.org"),
        ("mail_url", "user:hush@a.org"),
        ("mail_from", "Flipover <flip@example.org>"),
        ("mail_from", "flip@example.org\r\nBcc: all@example.org"),
    ],
)
def test_a_wrong_value_names_variable_value_and_a_right_example(field: str, wrong: str) -> None:
    """One line says all there is to know, and its example is right."""
    variable = f"FLIPOVER_{field.upper()}"
    with pytest.raises(BadSetting) as caught:
        parse_config({}, {variable: wrong})
    message = str(caught.value)
    example = message.rsplit(f"{variable}=", 1)[1]

    assert message.startswith(variable)
    if field == "turn_secret" or "hush" in wrong:
        assert "hush" not in message
    else:
        assert f'"{wrong}"' in message
        PARSERS[field](variable, example)


def test_a_relay_needs_both_address_and_secret() -> None:
    """Half a relay is a mistake, not no relay."""
    with pytest.raises(BadSetting, match="FLIPOVER_TURN_SECRET"):
        parse_config({"turn_url": "turn:a.org"}, {})
    with pytest.raises(BadSetting, match="FLIPOVER_TURN_URL"):
        parse_config({"turn_secret": "0123456789abcdef"}, {})


@pytest.mark.parametrize(
    ("missing", "given"),
    [
        ("MAIL_FROM", {"PUBLIC_URL": "https://a.org", "MAIL_URL": "smtp://b.org"}),
        ("PUBLIC_URL", {"MAIL_FROM": "flip@a.org", "MAIL_URL": "smtp://b.org"}),
        (
            "MAIL_PASSWORD",
            {
                "PUBLIC_URL": "https://a.org",
                "MAIL_FROM": "flip@a.org",
                "MAIL_URL": "smtp://me@b.org",
            },
        ),
    ],
)
def test_mail_needs_all_of_its_settings(missing: str, given: dict[str, str]) -> None:
    """A mail without a sender, or without the site's address, would be of no use."""
    with pytest.raises(BadSetting, match=f"FLIPOVER_{missing}"):
        parse_config({}, {f"FLIPOVER_{name}": value for name, value in given.items()})


def test_the_program_ends_with_that_line(root: Path) -> None:
    """No traceback: one line on stderr, exit code 2."""
    done = subprocess.run(
        [sys.executable, "-m", "server", "serve", "--port", "eighty"],
        cwd=root,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert done.stderr == (
        'flipover: --port is "eighty"; right would be, for example, --port=8080\n'
    )
