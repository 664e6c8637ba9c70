"""Forms with a file, as a browser sends them, kept out of temporary files."""

from typing import Any


def multipart(fields: dict[str, str], filename: str, content: bytes, field: str = "file") -> dict[str, Any]:
    """What Flask's test client posts: `http.post(path, **multipart({"kind": "nib"}, "a.pdf", b"…"))`."""
    parts = [f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
    shown = filename.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
    parts.append(f'Content-Disposition: form-data; name="{field}"; filename="{shown}"\r\n\r\n'.encode() + content)
    body = b"".join(b"--batas-uji\r\n" + part + b"\r\n" for part in parts) + b"--batas-uji--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=batas-uji"}
