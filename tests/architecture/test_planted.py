"""The list of planted faults fits the code: what stands in a file, and the proof named. `make planted` runs it."""

import pytest

from tests.planted.__main__ import FAULTS, ROOT, Fault

# The gates that the suite proves. Others are measured (`make bench`) or are about what does not exist yet.
PROVED = {
    *(f"U{number}" for number in range(1, 17) if number != 10),
    *(f"R{number}" for number in (1, 2, 4, 5, 6, 7, 9, 11, 12, 13)),
    *(f"S{number}" for number in range(1, 13) if number != 9),
}


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.gate for fault in FAULTS])
def test_a_fault_can_be_planted(fault: Fault) -> None:
    assert fault.old in (ROOT / fault.file).read_text(encoding="utf-8")
    assert fault.old != fault.new
    places = [word for word in fault.proof.split() if word.startswith("tests")]
    assert places
    assert all((ROOT / place.partition("::")[0]).exists() for place in places)


def test_every_gate_has_a_fault() -> None:
    assert sorted(PROVED - {fault.gate.split()[0] for fault in FAULTS}) == []


def test_no_gate_is_named_twice() -> None:
    assert len({fault.gate for fault in FAULTS}) == len(FAULTS)
