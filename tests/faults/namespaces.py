"""
Networks of their own for browsers and servers: Linux namespaces joined by virtual cables.

Two shapes. *Apart*: coach and client each reach the server and not one another, as behind two
strict firewalls. *Together*: both hang on one bridge at the server's side, with a direct path,
so that cables can be cut and exchanged. Nothing leaves the machine; addresses are those kept
for documentation, because the shipped coturn.conf rightly refuses to relay to private ones.

Source: RFC 5737, IPv4 address blocks reserved for documentation
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

#: where the server is for both, whatever their own networks are
SERVER_ADDRESS = "192.0.2.1"
COACH_ADDRESS = "203.0.113.2"
#: of the client, apart and together
CLIENT_APART = "198.51.100.2"
CLIENT_TOGETHER = "203.0.113.3"
CLIENT_MOVED = "203.0.113.77"


def run(*command: str) -> str:
    """Run a command that must succeed; return what it printed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout


def why_not() -> str | None:
    """Say why no namespaces can be made here; None where they can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    name = f"flipover{os.getpid()}probe"
    try:
        made = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True)
    except FileNotFoundError:
        return "network namespaces need iproute2"
    if made.returncode != 0:
        return f"no network namespaces here: {made.stderr.strip()}"
    run("ip", "netns", "del", name)
    return None


@dataclass
class Networks:
    """Three namespaces, and `close` to remove them; end what runs in them first."""

    folder: Path
    _made: list[str] = field(default_factory=list)

    def make(self, who: str) -> None:
        """Make the namespace of *who*, with loopback."""
        run("ip", "netns", "add", self.name(who))
        self._made.append(who)
        self.ip(who, "link", "set", "lo", "up")

    def name(self, who: str) -> str:
        """Return the name of the namespace of *who*."""
        return f"flipover{os.getpid()}{who}"

    def prefix(self, who: str) -> list[str]:
        """Return what stands before a command that shall run in the namespace of *who*."""
        return ["ip", "netns", "exec", self.name(who)]

    def ip(self, who: str, *arguments: str) -> str:
        """Run ``ip`` about the namespace of *who*."""
        return run("ip", "-n", self.name(who), *arguments)

    def nft(self, rules: str) -> None:
        """Give the server's namespace these packet rules."""
        run(*self.prefix("server"), "nft", rules)

    def browser(self, who: str, executable: str = "/usr/bin/chromium") -> str:
        """Return a program that starts *executable* in the namespace of *who*."""
        wrapper = self.folder / f"browser-{who}"
        wrapper.write_text(f'#!/bin/sh\nexec {" ".join(self.prefix(who))} {executable} "$@"\n')
        wrapper.chmod(0o755)
        return str(wrapper)

    def cable(self, who: str, address: str, to: str) -> None:
        """Join *who* and the server by a cable whose server end is *to*, and give an address."""
        ends = ("link", "add", "eth0", "type", "veth", "peer", "name", to)
        self.ip(who, *ends, "netns", self.name("server"))
        self.ip("server", "link", "set", to, "up")
        self.ip(who, "address", "add", f"{address}/24", "dev", "eth0")
        self.ip(who, "link", "set", "eth0", "up")

    def way_out(self, who: str, gateway: str) -> None:
        """Let *who* send what is not on its own network to *gateway*."""
        self.ip(who, "route", "add", "default", "via", gateway)

    def close(self) -> None:
        """Remove all that was made, cables included."""
        for who in self._made:
            run("ip", "netns", "del", self.name(who))
        self._made.clear()


def apart(folder: Path) -> Networks:
    """Make coach and client who reach the server and never one another."""
    networks = Networks(folder)
    for who in ("server", "coach", "client"):
        networks.make(who)
    networks.ip("server", "address", "add", f"{SERVER_ADDRESS}/32", "dev", "lo")
    run(*networks.prefix("server"), "sysctl", "-qw", "net.ipv4.ip_forward=0")
    for who, address in (("coach", COACH_ADDRESS), ("client", CLIENT_APART)):
        gateway = address.rsplit(".", 1)[0] + ".1"
        networks.cable(who, address, f"to-{who}")
        networks.ip("server", "address", "add", f"{gateway}/24", "dev", f"to-{who}")
        networks.way_out(who, gateway)
    return networks


class Together(Networks):
    """Coach and client on one bridge: they reach one another and the server."""

    gateway = "203.0.113.1"

    def plug_in(self, who: str, address: str) -> None:
        """Hang *who* on the bridge."""
        self.cable(who, address, f"to-{who}")
        self.ip("server", "link", "set", f"to-{who}", "master", "bridge")
        self.way_out(who, self.gateway)

    def cut(self, who: str) -> None:
        """
        Let nothing of *who* through in either direction, without a word.

        The cable stays plugged in and its neighbour answers, as in a tunnel or behind a dead line.
        """
        for direction in ("from", "to"):
            name = "iifname" if direction == "from" else "oifname"
            self.nft(f'add rule bridge line {direction} {name} "to-{who}" ether type ip drop')

    def mend(self) -> None:
        """Let everything through again."""
        self.nft("flush table bridge line")

    def move(self, who: str, address: str) -> None:
        """Take away the interface of *who* and give another with another address."""
        self.ip(who, "link", "del", "eth0")
        self.plug_in(who, address)


def together(folder: Path) -> Together:
    """Make coach and client who reach one another and the server."""
    networks = Together(folder)
    for who in ("server", "coach", "client"):
        networks.make(who)
    networks.ip("server", "address", "add", f"{SERVER_ADDRESS}/32", "dev", "lo")
    # An address of its own: else it takes one of its cables', and changes it with them.
    bridge = ("link", "add", "bridge", "address", "02:00:00:00:00:01", "type", "bridge")
    networks.ip("server", *bridge, "stp_state", "0")
    networks.ip("server", "address", "add", f"{networks.gateway}/24", "dev", "bridge")
    networks.ip("server", "link", "set", "bridge", "up")
    networks.nft("add table bridge line")
    for name, hook in (("from", "prerouting"), ("to", "postrouting")):
        networks.nft(f"add chain bridge line {name} {{ type filter hook {hook} priority 0; }}")
    networks.plug_in("coach", COACH_ADDRESS)
    networks.plug_in("client", CLIENT_TOGETHER)
    return networks
