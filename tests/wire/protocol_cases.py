"""
Shapes that cross the wire, good and broken, as JSON texts.

Texts and not values: NaN, 1e400 and a lone surrogate must reach the reader as they would over
the network. Bytes are ``{"$bytes": base64url}``. A reader must take each good one, ignoring
what it does not know, and refuse each broken one with `malformed` or `too_large`.
"""

from __future__ import annotations

import json
from typing import Any

from tests.wire.spelling import b64, fixed, spelled

ID16, ID8, HASH = b64(fixed("id", 16)), b64(fixed("id", 8)), b64(fixed("hash"))
NOW = 1_790_000_000_123

GOOD: dict[str, list[dict[str, Any]]] = {
    "Connect": [{"v": 1, "log": ID16, "token": HASH, "device": ID16, "page": ID8}],
    "Append": [
        {"records": b"\0\0\0\0"},
        {"records": b"\0", "rest_ms": 60_000},
    ],
    "LiveIn": [{"sealed": bytes(40)}],
    "SignalIn": [{"to": ID8, "counter": 1, "sealed": bytes(40)}],
    "KnockIn": [{"sealed": bytes(40)}],
    "Admit": [{"device": 3, "yes": True}],
    "EntryOut": [{"records": b""}],
    "Head": [{"seq": 0, "h": bytes(32)}, {"seq": 2**53 - 1, "h": bytes(32)}],
    "Refused": [{"author": ID8, "n": 0, "error": "gap"}],
    "LiveOut": [{"page": ID8, "sealed": bytes(40)}],
    "SignalOut": [{"from_page": ID8, "counter": 1, "sealed": bytes(40)}],
    "Peers": [{"peers": []}, {"peers": [{"page": ID8, "role": "coach", "link": 1, "device": 2}]}],
    "KnockOut": [{"state": "waiting", "coach_here": False}],
    "Knocks": [
        {"waiting": []},
        {"waiting": [{"device": 1, "link": 2, "page": ID8, "sealed": None, "at": NOW}]},
    ],
    "Settings": [{"kind": "room", "knock": "new", "writers": "all", "until": NOW}],
    "Closed": [{"error": "revoked"}],
    "UseInvitation": [{"code": "abcdefgh", "workspace": ID16, "token_hash": HASH}],
    "NewLink": [{"role": "guest", "token_hash": HASH}, {"role": "coach", "token_hash": HASH}],
    "NewLog": [
        {"log": ID16, "kind": "room", "owner": ID16, "until": NOW, "links": [
            {"role": "coach", "token_hash": HASH}, {"role": "guest", "token_hash": HASH}]},
        {"log": ID16, "kind": "side", "owner": ID16, "links": [
            {"role": "owner", "token_hash": HASH}]},
    ],
    "LogState": [
        {"role": "guest", "link": 2, "registered": False, "knock": "waiting", "settings": None}
    ],
    "HeadsQuery": [{"log": ID16, "token": HASH, "device": ID16}],
    "Alarm": [{"at": NOW, "to_role": "coach"}, {"at": None, "to_role": "guest", "slot": 7}],
    "AskNotice": [{"address": "sam@example.org", "language": "nl"}],
    "LinkState": [
        {
            "link": 1,
            "role": "guest",
            "created_at": NOW,
            "revoked_at": None,
            "took_part": True,
            "answers": 1,
        }
    ],
    "DeviceState": [{"device": 1, "link": 1, "role": "guest", "registered_at": NOW,
                     "admitted_at": None, "revoked_at": None, "here": False}],
    "HeadsRow": [{"log": ID16, "seq": 4}, {"log": ID16, "error": "revoked"}],
    "IceServers": [{"urls": ["stun:example.org"]}],
    "EchoState": [{"check": ID16, "ahead": 1}],
    "EchoReceived": [
        {
            "audio_packets": 9,
            "audio_lost": 1,
            "video_packets": 8,
            "video_lost": 0,
            "frames": 7,
        }
    ],
    "ErrorBody": [{"error": "gap"}, {"error": "malformed", "detail": "n is a number"}],
    "HeldState": [{"author": ID8, "due_at": NOW, "left_ms": 60_000, "seq": 0, "record": None},
                  {"author": ID8, "due_at": NOW, "left_ms": 0, "seq": 7, "record": "AAAA"}],
    "AlarmRow": [{"slot": 0, "at": NOW}],
    "NoticeState": [
        {"available": True, "address": "sam@example.org", "language": "nl", "confirmed": True,
         "failing_since": NOW},
        {"available": False, "address": None, "language": None, "confirmed": False,
         "failing_since": None}],
    "NoticeRow": [{"link": 2, "state": "ok", "since": None},
                  {"link": 2, "state": "failing", "since": NOW}],
    "NewShare": [{"share": ID16, "until": NOW}],
    "ChangeShare": [{"share": ID16, "state": "granted"}, {"share": ID16, "state": "ended"}],
    "ShareGrant": [{"link": 2, "at": None}, {"link": 2, "at": NOW}],
    "ShareOpening": [{"at": NOW, "link": 7}],
    "ShareStateRow": [
        {"share": ID16, "state": "asked", "until": NOW, "asked_at": NOW, "ended_at": None,
         "grants": [{"link": 2, "at": None}], "openings": []},
        {"share": ID16, "state": "ended", "until": NOW, "asked_at": NOW, "ended_at": NOW,
         "grants": [{"link": 2, "at": NOW}], "openings": [{"at": NOW, "link": 7}]},
    ],
}  # fmt: skip

#: shape, field, JSON text that stands in its place, and what is wrong with it
BROKEN: list[tuple[str, str, str, str]] = [
    ("Connect", "v", "true", "a bool where a number is due"),
    ("Connect", "v", '"1"', "a text where a number is due"),
    ("Connect", "log", '"short"', "an id of another length"),
    ("Connect", "log", json.dumps(ID16[:-1] + "="), "padding"),
    ("Connect", "token", "null", "null"),
    ("Connect", "page", json.dumps(ID8 + "A"), "an id of another length"),
    ("Connect", "device", '"\\ud800AAAAAAAAAAAAAAAAAAAAA"', "a lone surrogate"),
    ("Append", "records", '"AAAA"', "a text where bytes are due"),
    ("Append", "rest_ms", "NaN", "not a number"),
    ("Append", "rest_ms", "1e400", "infinite"),
    ("Append", "rest_ms", "true", "a bool where a number is due"),
    ("SignalIn", "counter", "-1", "negative"),
    ("SignalIn", "counter", "9007199254740993", "2^53+1"),
    ("SignalIn", "counter", "1.5", "a fraction"),
    ("SignalIn", "to", "7", "a number where an id is due"),
    ("Admit", "device", "true", "a bool where a number is due"),
    ("Admit", "yes", "1", "a number where a bool is due"),
    ("Admit", "yes", '"yes"', "a text where a bool is due"),
    ("Head", "seq", "true", "a bool where a number is due"),
    ("Head", "seq", "NaN", "not a number"),
    ("Head", "seq", "1e400", "infinite"),
    ("Head", "seq", "9007199254740993", "2^53+1"),
    ("Head", "seq", "-1", "negative"),
    ("Head", "h", json.dumps(spelled(bytes(31))), "31 bytes"),
    ("Refused", "n", "-1", "negative"),
    ("Refused", "author", '""', "an empty id"),
    ("Peers", "peers", "{}", "a map where a list is due"),
    ("Peers", "peers", "[null]", "null in a list"),
    ("Peers", "peers",
     json.dumps([{"page": ID8, "role": "boss", "link": 1, "device": 1}]), "no role"),
    ("KnockOut", "state", '"open"', "no such state"),
    ("KnockOut", "coach_here", "0", "a number where a bool is due"),
    ("Knocks", "waiting", '"nobody"', "a text where a list is due"),
    ("Settings", "kind", '"hall"', "no such kind"),
    ("Settings", "until", "true", "a bool where a number is due"),
    ("Settings", "until", "1e400", "infinite"),
    ("Settings", "writers", '"guest"', "no such word"),
    ("NewLog", "kind", '"hall"', "no such kind"),
    ("NewLog", "links", "[]", "no links"),
    ("NewLog", "links", json.dumps([{"role": "guest", "token_hash": HASH}] * 33), "over the limit"),
    ("NewLog", "links", json.dumps([{"role": "guest", "token_hash": HASH[:-1]}]), "a short hash"),
    ("NewLog", "until", "-1", "negative"),
    ("NewLog", "until", "1e400", "infinite"),
    ("NewLog", "knock", '"always"', "no such word"),
    ("UseInvitation", "token_hash", '"x"', "a hash of another length"),
    ("UseInvitation", "code", "12345678", "a number where a text is due"),
    ("Alarm", "at", "1e400", "infinite"),
    ("Alarm", "at", "true", "a bool where a number is due"),
    ("Alarm", "to_role", '"owner of all"', "no such role"),
    ("Alarm", "slot", "8", "no such slot"),
    ("Alarm", "slot", "-1", "negative"),
    ("Alarm", "slot", "true", "a bool where a number is due"),
    ("AskNotice", "language", '"fr"', "no such language"),
    ("AskNotice", "address", '"Sam <sam@example.org>"', "more than an address"),
    ("AskNotice", "address", '"sam@example.org\\r\\nBcc: x@example.org"', "another header"),
    ("HeldState", "author", '"short"', "an id of another length"),
    ("HeldState", "left_ms", "-1", "negative"),
    ("HeldState", "seq", "true", "a bool where a number is due"),
    ("HeldState", "record", "7", "a number where a text is due"),
    ("NoticeState", "available", "1", "a number where a bool is due"),
    ("NoticeState", "language", '"fr"', "no such language"),
    ("NoticeState", "failing_since", '"now"', "a text where a time is due"),
    ("NoticeRow", "state", '"perhaps"', "no such state"),
    ("NoticeRow", "link", "null", "null"),
    ("NewShare", "share", '"short"', "an id of another length"),
    ("NewShare", "until", "null", "no date"),
    ("NewShare", "until", "-1", "negative"),
    ("ChangeShare", "state", '"lent"', "no such state"),
    ("ChangeShare", "share", "7", "a number where an id is due"),
    ("ShareStateRow", "state", '"lent"', "no such state"),
    ("ShareStateRow", "share", '"short"', "an id of another length"),
    ("ShareStateRow", "grants", "{}", "a map where a list is due"),
    ("ShareStateRow", "grants", "[null]", "null in a list"),
    ("ShareStateRow", "openings", "null", "null where a list is due"),
    ("ShareStateRow", "ended_at", "1e400", "infinite"),
]  # fmt: skip


def protocol_cases() -> dict[str, Any]:
    """Return rows of shape, text, and whether a reader takes it."""
    rows = []
    for shape, values in GOOD.items():
        for value in values:
            text = json.dumps(spelled(value))
            rows.append({"shape": shape, "text": text, "good": True, "why": "as it should be"})
            more = json.dumps({**spelled(value), "later": {"deep": [1, None]}})
            rows.append({"shape": shape, "text": more, "good": True, "why": "an extra key"})
        for other in ("null", "[]", '"text"', "7", "true"):
            rows.append({"shape": shape, "text": other, "good": False, "why": "not a map"})
        for field in required(shape, values[0]):
            short = json.dumps({k: v for k, v in spelled(values[0]).items() if k != field})
            rows.append({"shape": shape, "text": short, "good": False, "why": f"no {field}"})
    for shape, field, text, why in BROKEN:
        whole = {**spelled(GOOD[shape][0]), field: "@"}
        broken = json.dumps(whole).replace('"@"', text)
        rows.append({"shape": shape, "text": broken, "good": False, "why": f"{field}: {why}"})
    return {"cases": rows}


def required(shape: str, value: dict[str, Any]) -> list[str]:
    """Return the fields of *value* that have no default."""
    optional = {
        "NewLog": {"until", "knock", "writers"},
        "LogState": {"settings"},
        "HeadsRow": {"seq"},
        "Alarm": {"at", "slot"},
    }
    return [field for field in value if field not in optional.get(shape, set())]
