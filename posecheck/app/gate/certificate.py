"""The certificate for the phone, made here and for this time only: browsers give no camera without one.

Nobody vouches for it, so the phone warns. That is true: it cannot know that this is the computer before which
its owner stands, and they can, because they see the code on both.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from posecheck.support.private_files import private_opener

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NAME = "posecheck on your computer"
#: A clock may be a little wrong, and a training day has one day.
_EARLIER, _LATER = timedelta(hours=1), timedelta(days=2)
#: Leads out of the house, wherever that is; nothing is sent there.
_OUTSIDE = ("192.0.2.1", 9)


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """Where certificate and key lie, readable for the user alone."""

    certificate: Path
    key: Path


def make_certificate(folder: Path, addresses: Sequence[str]) -> CertificateFiles:
    """Write a certificate for addresses of this computer, with its key, into `folder`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _NAME)])
    now = datetime.now(UTC)
    names = [x509.IPAddress(ipaddress.ip_address(each)) for each in addresses]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + _LATER)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = CertificateFiles(folder / "phone.pem", folder / "phone.key")
    written = {
        files.certificate: certificate.public_bytes(serialization.Encoding.PEM),
        files.key: key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    }
    for path, content in written.items():
        with open(path, "wb", opener=private_opener) as file:
            file.write(content)
    return files


def own_address() -> str:
    """Return the address of this computer in its network; that of the computer itself where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_OUTSIDE)  # asks for the way, sends nothing
            address: str = probe.getsockname()[0]
        except OSError:
            address = "127.0.0.1"
    return address
