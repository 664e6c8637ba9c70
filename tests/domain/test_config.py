import base64
import re
from pathlib import Path

import pytest

from config import DEVELOPMENT_MARK, OFFICES, SettingsError, from_env, load_office

KEY = base64.b64encode(b"k" * 32).decode()
OTHER = base64.urlsafe_b64encode(b"\xff" * 32).decode().rstrip("=")
PRODUCTION = {
    "APP_ENV": "production", "SECRET_KEY": "s" * 40, "DATA_KEYS": f"a:{KEY}", "INDEX_KEY": KEY,
    "DATABASE_URL": "sqlite:///x", "PUBLIC_URL": "https://example.test",
    "SMTP_URL": "smtp://surat:sandi@mail.example.test:587", "MAIL_FROM": "lamar@example.test",
}  # fmt: skip


def test_development_needs_nothing_and_keeps_its_secret(tmp_path: Path) -> None:
    first, second = from_env({"DATA_DIR": str(tmp_path)}), from_env({"DATA_DIR": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert first.secret_key.startswith(DEVELOPMENT_MARK)
    assert (tmp_path / "secrets" / "secret_key").stat().st_mode & 0o077 == 0
    assert first.database_url.startswith("sqlite:///")


def test_production_names_everything_missing_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        from_env({"APP_ENV": "production", "DATA_DIR": str(tmp_path), "PORT": "many"})
    text = str(caught.value)
    wanted = ("SECRET_KEY", "DATA_KEYS", "INDEX_KEY", "DATABASE_URL", "PUBLIC_URL", "PORT", "SMTP_URL", "MAIL_FROM")
    assert all(name in text for name in wanted)
    assert not (tmp_path / "secrets").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", DEVELOPMENT_MARK + "x" * 40),
        ("DATA_KEYS", f"{DEVELOPMENT_MARK}1:{KEY}"),
        ("DATA_KEYS", f"a:{KEY}, {DEVELOPMENT_MARK}1:{KEY}"),
        ("INDEX_KEY", DEVELOPMENT_MARK + KEY),
    ],
)
def test_production_refuses_a_development_secret(tmp_path: Path, name: str, value: str) -> None:
    environ = PRODUCTION | {"DATA_DIR": str(tmp_path)}
    assert from_env(environ).production
    with pytest.raises(SettingsError, match=f"{name} is a development secret"):
        from_env(environ | {name: value})


def test_development_keeps_its_keys(tmp_path: Path) -> None:
    first, second = from_env({"DATA_DIR": str(tmp_path)}), from_env({"DATA_DIR": str(tmp_path)})
    assert (first.data_keys, first.index_key) == (second.data_keys, second.index_key)
    assert [(name, len(key)) for name, key in first.data_keys] == [("development-1", 32)]
    assert len(first.index_key) == 32
    assert first.index_key != first.data_keys[0][1]
    for name in ("data_keys", "index_key"):
        assert (tmp_path / "secrets" / name).stat().st_mode & 0o077 == 0
        assert (tmp_path / "secrets" / name).read_text().startswith(DEVELOPMENT_MARK)


def test_several_keys_keep_their_order(tmp_path: Path) -> None:
    settings = from_env(PRODUCTION | {"DATA_DIR": str(tmp_path), "DATA_KEYS": f"b:{OTHER}, a:{KEY}"})
    assert settings.data_keys == (("b", b"\xff" * 32), ("a", b"k" * 32))


@pytest.mark.parametrize(
    "keys", [KEY, f"a:{KEY},a:{OTHER}", f"a:{KEY[:20]}", f"a b:{KEY}", "a:kunci-é", f":{KEY}", "a:,"]
)
def test_keys_that_are_none_are_named_but_never_shown(tmp_path: Path, keys: str) -> None:
    with pytest.raises(SettingsError, match="DATA_KEYS: key") as caught:
        from_env(PRODUCTION | {"DATA_DIR": str(tmp_path), "DATA_KEYS": keys})
    assert KEY[:20] not in str(caught.value)
    with pytest.raises(SettingsError, match="INDEX_KEY must be 32 bytes"):
        from_env(PRODUCTION | {"DATA_DIR": str(tmp_path), "INDEX_KEY": "kurang"})


def test_settings_show_no_secret(tmp_path: Path) -> None:
    shown = repr(from_env(PRODUCTION | {"DATA_DIR": str(tmp_path)}))
    assert "s" * 40 not in shown
    assert "k" * 32 not in shown


def test_another_office_is_a_file() -> None:
    office = load_office(OFFICES / "balikpapan.toml")
    assert (office.region_code, office.timezone_label) == ("64.71", "WITA")
    assert len(office.colours) == 11
    assert office.fields[0].label


def test_an_office_says_some_things_in_english(tmp_path: Path) -> None:
    plain = load_office(OFFICES / "balangan.toml")
    copied = plain.in_english
    assert (plain.region_name, copied.region_name) == ("Kabupaten Balangan", "Balangan Regency")
    assert (plain.fields[0].label, copied.fields[0].label) == ("Pertambangan", "Mining")
    assert [one.address for one in copied.fields] == [one.address for one in plain.fields]
    assert (copied.name, copied.region_code, copied.timezone_label) == (plain.name, plain.region_code, "WITA")
    text = (OFFICES / "balangan.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "office.toml"
    wrong.write_text(text.replace("[english]", '[english]\nregion_code = "63"'), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"\[english\] takes no region_code"):
        load_office(wrong)
    silent = tmp_path / "silent.toml"
    silent.write_text(re.sub(r"(?ms)^\[english\].*?^$|^label_en.*?$", "", text), encoding="utf-8")
    office = load_office(silent)
    assert office.in_english.region_name == office.region_name == "Kabupaten Balangan"
    assert office.in_english.fields == office.fields


def test_a_broken_office_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "office.toml"
    broken.write_text('name = "Kantor"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"office\.toml"):
        from_env({"DATA_DIR": str(tmp_path), "OFFICE_FILE": str(broken)})


def test_a_search_server_needs_its_key(tmp_path: Path) -> None:
    environ = {"DATA_DIR": str(tmp_path)}
    assert from_env(environ).search_url == ""
    served = from_env(environ | {"SEARCH_URL": "http://127.0.0.1:7700/", "SEARCH_KEY": "k3y", "SEARCH_PREFIX": "kota"})
    assert (served.search_url, served.search_key, served.search_prefix) == ("http://127.0.0.1:7700", "k3y", "kota")
    assert "k3y" not in repr(served)
    with pytest.raises(SettingsError, match="SEARCH_KEY is missing"):
        from_env(environ | {"SEARCH_URL": "http://127.0.0.1:7700"})
    with pytest.raises(SettingsError, match="SEARCH_URL must begin"):
        from_env(environ | {"SEARCH_URL": "127.0.0.1:7700", "SEARCH_KEY": "k3y"})
    with pytest.raises(SettingsError, match="SEARCH_PREFIX must be"):
        from_env(environ | {"SEARCH_PREFIX": "kota-lain"})


def test_letters_are_files_until_a_server_is_named(tmp_path: Path) -> None:
    settings = from_env({"DATA_DIR": str(tmp_path)})
    assert (settings.smtp_url, settings.mail_dir) == ("", tmp_path / "mail")


@pytest.mark.parametrize(("name", "value"), [("SMTP_URL", "mail.example.test:25"), ("MAIL_FROM", "kantor")])
def test_mail_settings_that_cannot_work_are_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        from_env({"DATA_DIR": str(tmp_path), name: value})
    assert "sandi" not in str(caught.value)
