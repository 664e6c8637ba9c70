"""The list of planted faults fits the code: what stands in a file, and the proof named. `make planted` runs it."""

import pytest

from tests.planted.__main__ import FAULTS, ROOT, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.gate for fault in FAULTS])
def test_a_fault_can_be_planted(fault: Fault) -> None:
    assert fault.old in (ROOT / fault.file).read_text(encoding="utf-8")
    assert fault.old != fault.new
    places = [word for word in fault.proof.split() if word.startswith("tests")]
    assert places
    assert all((ROOT / place.partition("::")[0]).exists() for place in places)


def test_no_gate_is_named_twice() -> None:
    assert len({fault.gate for fault in FAULTS}) == len(FAULTS)
