"""Employers."""

from typing import Any

from app.models import Employer
from tests.factories.numbering import number_of
from tests.support.clock import NOW


def employer(**facts: Any) -> Employer:
    """An active, verified employer of Balangan; `facts` override."""
    number = number_of("employer")
    name = facts.get("name", f"PT Tambang Contoh {number}")
    plain: dict[str, Any] = {
        "name": name,
        "slug": name.lower().replace(" ", "-"),
        "status": "active",
        "nib": f"{number:013d}",
        "industry_code": "05100",
        "region_code": "63.11.06",
        "address": "Jalan Ahmad Yani 12, Paringin",
        "about": "Kontraktor pertambangan batu bara.",
        "verified_at": NOW,
        "created_at": NOW,
        "updated_at": NOW,
    }
    told = {"suspended": {"suspended_at": NOW}, "pending": {"submitted_at": NOW}}
    return Employer(**(plain | told.get(str(facts.get("status")), {}) | facts))
