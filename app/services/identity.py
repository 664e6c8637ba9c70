"""The identity of a person as columns: normalised, encrypted, and findable by its keyed hash."""

from app.domain import nik as niks
from app.domain import phone as phones
from app.gateways.keyring import Keyring

NIK, PHONE, ADDRESS = "person.nik_cipher", "person.phone_cipher", "person.address_cipher"
ACCOUNT_PHONE, TOTP = "account.phone_cipher", "account.totp_cipher"


def sealed_nik(keyring: Keyring, nik: str | None) -> dict[str, bytes | None]:
    """The two columns of a NIK as typed. Raises InvalidFact."""
    plain = None if nik is None else niks.normalise(nik)
    return _sealed("nik", keyring, plain, NIK)


def nik_index(keyring: Keyring, nik: str) -> bytes:
    """What a normalised NIK is found by."""
    return keyring.blind_index(nik, NIK)


def nik_end(keyring: Keyring, cipher: bytes | None) -> str:
    """The digits of a NIK that may be shown, empty without one. The rest of it goes no further than this line."""
    return keyring.decrypt(cipher, NIK)[-niks.SHOWN :] if cipher else ""


def sealed_phone(keyring: Keyring, phone: str | None, column: str = PHONE) -> dict[str, bytes | None]:
    """The two columns of a phone number as typed, of a person or of an account. Raises InvalidFact."""
    plain = phones.normalise(phone) if phone and phone.strip() else None
    return _sealed("phone", keyring, plain, column)


def phone_end(keyring: Keyring, cipher: bytes | None, column: str = ACCOUNT_PHONE) -> str:
    """The digits of a number, of an account unless said, that its owner may be shown; empty without one."""
    return keyring.decrypt(cipher, column)[-phones.SHOWN :] if cipher else ""


def sealed_address(keyring: Keyring, address: str | None) -> dict[str, bytes | None]:
    """The column of an address."""
    plain = " ".join((address or "").split())
    return {"address_cipher": keyring.encrypt(plain, ADDRESS) if plain else None}


def _sealed(name: str, keyring: Keyring, plain: str | None, column: str) -> dict[str, bytes | None]:
    if plain is None:
        return {f"{name}_cipher": None, f"{name}_index": None}
    return {f"{name}_cipher": keyring.encrypt(plain, column), f"{name}_index": keyring.blind_index(plain, column)}
