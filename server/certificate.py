"""
A certificate of our own for the local network, and the address it is for.

Nobody vouches for it: a phone warns once, and people compare the fingerprint that is printed.
"""

from __future__ import annotations

import datetime
import ipaddress
import os
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from server.errors import FlipoverError

#: Apple's devices take no certificate that is valid for longer
VALID_DAYS: Final = 397
RENEW_DAYS: Final = 7
#: an address of documentation (RFC 5737): asked for the route to it, nothing is sent
FAR_AWAY: Final = ("192.0.2.1", 9)


class NoLocalNetwork(FlipoverError):
    """This machine has no address that a phone could reach."""


@dataclass(frozen=True)
class Certificate:
    """Loaded and ready to serve; *fingerprint* is SHA-256 as browsers show it."""

    context: ssl.SSLContext
    fingerprint: str


def local_address() -> str:
    """
    Return this machine's address in the local network.

    Raises:
        NoLocalNetwork: there is none but loopback.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(FAR_AWAY)
            address = str(probe.getsockname()[0])
        except OSError:
            address = ""
    if not address or ipaddress.ip_address(address).is_loopback:
        try:
            names = socket.gethostbyname_ex(socket.gethostname())[2]
        except OSError:
            names = []
        address = next((a for a in names if not ipaddress.ip_address(a).is_loopback), "")
    if not address:
        raise NoLocalNetwork("--lan needs a local network, and this machine is in none")
    return address


def load_certificate(folder: Path, address: str, now_ms: int) -> Certificate:
    """Return the certificate for *address* kept in *folder*, made or renewed if need be."""
    path = folder / f"certificate-{address}.pem"
    now = datetime.datetime.fromtimestamp(now_ms / 1000, datetime.UTC)
    if not _is_good(path, now):
        _make(path, address, now)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(path)
    digest = x509.load_pem_x509_certificate(path.read_bytes()).fingerprint(hashes.SHA256())
    return Certificate(context, ":".join(f"{byte:02X}" for byte in digest))


def _is_good(path: Path, now: datetime.datetime) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        return False
    ends = certificate.not_valid_after_utc - datetime.timedelta(days=RENEW_DAYS)
    return certificate.not_valid_before_utc <= now < ends


def _make(path: Path, address: str, now: datetime.datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Flipover, on this network")])
    addresses = {ipaddress.ip_address(address), ipaddress.ip_address("127.0.0.1")}
    names: list[x509.GeneralName] = [x509.DNSName("localhost")]
    names += [x509.IPAddress(one) for one in sorted(addresses, key=str)]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=VALID_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".new")
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(private + certificate.public_bytes(serialization.Encoding.PEM))
    unfinished.replace(path)
