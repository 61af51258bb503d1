"""Blinding on Curve25519: a secret multiple of a point that a value is hashed to.

Points are u-coordinates of the Montgomery form (RFC 7748). `cryptography`'s X25519 multiplies them
in constant time, by scalars that are clamped (RFC 7748, section 5), so multiples of 8: what comes
out lies in the subgroup of prime order whatever went in, and a point of small order is refused.

A u-coordinate that is a uniform number lies on the curve in half of all cases, otherwise on its
twist, and multiplication keeps which. Were values hashed to plain numbers, each blinded one would
tell one bit of its value, enough to halve a list of guesses. So candidates on the twist are passed
over (try and increment), and one that a partner sends is refused.

Source: C. Meadows (1986), A more efficient cryptographic matchmaking protocol; B. Huberman,
M. Franklin and T. Hogg (1999), Enhancing privacy and trust in electronic communities.
"""

from __future__ import annotations

import hashlib
import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

P = (1 << 255) - 19
"""Prime of the field."""
_A = 486_662
_DOMAIN = b"stillwatch share match 1\x00"

SIZE = 32
"""Bytes of a point and of a scalar."""


def new_scalar() -> bytes:
    """Return a fresh secret of 32 bytes."""
    return secrets.token_bytes(SIZE)


def on_curve(u: int) -> bool:
    """Tell whether a u-coordinate lies on the curve and not on its twist (Euler's criterion).

    Examples
    --------
    >>> on_curve(9), on_curve(2)
    (True, False)
    """
    square = (u * u * u + _A * u * u + u) % P
    return pow(square, (P - 1) // 2, P) == 1


def hashed(value: bytes) -> bytes:
    """Hash a value to a point on the curve, shape (32,) bytes.

    Each try is 512 bits reduced modulo P, so that u is uniform to within 2**-257; half of them
    succeed. The time depends on the value, which never leaves this machine unblinded.
    """
    for number in range(256):
        wide = hashlib.sha512(_DOMAIN + bytes([number]) + value).digest()
        u = int.from_bytes(wide, "little") % P
        if on_curve(u):
            return u.to_bytes(SIZE, "little")
    raise AssertionError("256 tries fail once in 2**256 values")


def blinded(point: bytes, scalar: bytes) -> bytes:
    """Return a multiple of a point; the order of two blindings does not matter.

    Raises
    ------
    ValueError
        The point is of small order.
    """
    key = X25519PrivateKey.from_private_bytes(scalar)
    return key.exchange(X25519PublicKey.from_public_bytes(point))


def accepted(text: str) -> bytes:
    """Read a partner's point from hexadecimal digits, lower case.

    Raises
    ------
    ValueError
        It is not 32 bytes, not in the one form that a number has, or not on the curve. Points of
        small order are left to `blinded`.
    """
    point = bytes.fromhex(text)
    u = int.from_bytes(point, "little")
    if len(point) != SIZE or text != point.hex() or u >= P or not on_curve(u):
        raise ValueError("not a point of Curve25519")
    return point
