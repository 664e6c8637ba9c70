from pathlib import Path

import pytest

from config import DEVELOPMENT_MARK, OFFICES, SettingsError, from_env, load_office


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
    assert all(name in text for name in ("SECRET_KEY", "DATABASE_URL", "PUBLIC_URL", "PORT"))
    assert not (tmp_path / "secrets").exists()


def test_production_refuses_a_development_secret(tmp_path: Path) -> None:
    environ = {
        "APP_ENV": "production", "DATA_DIR": str(tmp_path), "SECRET_KEY": DEVELOPMENT_MARK + "x" * 40,
        "DATABASE_URL": "sqlite:///x", "PUBLIC_URL": "https://example.test",
    }  # fmt: skip
    with pytest.raises(SettingsError, match="development secret"):
        from_env(environ)
    assert from_env(environ | {"SECRET_KEY": "s" * 40}).production


def test_another_office_is_a_file() -> None:
    office = load_office(OFFICES / "balikpapan.toml")
    assert (office.region_code, office.timezone_label) == ("64.71", "WITA")
    assert len(office.colours) == 11
    assert office.fields[0].label


def test_a_broken_office_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "office.toml"
    broken.write_text('name = "Kantor"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"office\.toml"):
        from_env({"DATA_DIR": str(tmp_path), "OFFICE_FILE": str(broken)})
