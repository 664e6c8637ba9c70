"""Keys for tests: the same in every site, so that a factory can encrypt what a service reads."""

import base64

from app.gateways.keyring import Keyring

DATA_KEY, INDEX_KEY = bytes(range(32)), bytes(range(32, 64))
ENVIRON = {
    "DATA_KEYS": f"uji:{base64.b64encode(DATA_KEY).decode()}",
    "INDEX_KEY": base64.b64encode(INDEX_KEY).decode(),
}
KEYRING = Keyring([("uji", DATA_KEY)], INDEX_KEY)
