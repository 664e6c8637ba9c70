"""What an officer who decides has seen."""

from app.domain.errors import DomainError


class DecidedMeanwhile(DomainError):
    """Something happened to the thing since the officer's page was drawn. The decision was not made."""

    def __init__(self, noun: str, noun_id: int) -> None:
        super().__init__(f"{noun} {noun_id} changed meanwhile")
        self.noun, self.noun_id = noun, noun_id
