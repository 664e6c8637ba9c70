"""The language that is kept in a file is the language that is worked out."""

from pathlib import Path

from search.language import Language, indonesian
from search.language.kept import read_back


def _alike(one: Language, other: Language) -> bool:
    return one == other and list(one.synonyms.items()) == list(other.synonyms.items())  # their order counts


def test_what_is_read_back_is_what_was_worked_out(tmp_path: Path) -> None:
    assert read_back(tmp_path / "search") is indonesian()  # nothing kept yet
    again = read_back(tmp_path / "search")
    assert again is not indonesian()
    assert _alike(again, indonesian())


def test_a_spoilt_file_and_one_of_another_version_are_made_anew(tmp_path: Path) -> None:
    read_back(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text('{"stop_words": []', encoding="utf-8")
    kept.with_name("language-0123456789abcdef.json").touch()
    assert _alike(read_back(tmp_path), indonesian())
    assert [place.name for place in tmp_path.iterdir()] == [kept.name]
    assert _alike(read_back(tmp_path), indonesian())


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert _alike(read_back(tmp_path / "file" / "search"), indonesian())
