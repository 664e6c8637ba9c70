"""The identity of a person as columns: normalised, encrypted, and findable by its keyed hash."""

from app.domain import nik as niks
from app.domain import phone as phones
from app.gateways.keyring import Keyring

NIK, PHONE, ADDRESS = "person.nik_cipher", "person.phone_cipher", "person.address_cipher"
SEALED = (NIK, PHONE, ADDRESS)  # every encrypted column, for re-encryption


def sealed_nik(keyring: Keyring, nik: str | None) -> dict[str, bytes | None]:
    """The two columns of a NIK as typed. Raises InvalidFact."""
    plain = None if nik is None else niks.normalise(nik)
    return _sealed("nik", keyring, plain, NIK)


def sealed_phone(keyring: Keyring, phone: str | None) -> dict[str, bytes | None]:
    """The two columns of a phone number as typed. Raises InvalidFact."""
    plain = phones.normalise(phone) if phone and phone.strip() else None
    return _sealed("phone", keyring, plain, PHONE)


def sealed_address(keyring: Keyring, address: str | None) -> dict[str, bytes | None]:
    """The column of an address."""
    plain = " ".join((address or "").split())
    return {"address_cipher": keyring.encrypt(plain, ADDRESS) if plain else None}


def _sealed(name: str, keyring: Keyring, plain: str | None, column: str) -> dict[str, bytes | None]:
    if plain is None:
        return {f"{name}_cipher": None, f"{name}_index": None}
    return {f"{name}_cipher": keyring.encrypt(plain, column), f"{name}_index": keyring.blind_index(plain, column)}
