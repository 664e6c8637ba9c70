"""Demo data as pure functions of a day: invented employers and vacancies that read like real ones."""
