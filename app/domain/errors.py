"""Errors that rules raise. Their text is for logs; pages word them for people."""


class DomainError(Exception):
    """A rule was broken."""


class NotFound(DomainError):
    """There is no such thing, or not for this actor."""


class NotAllowed(DomainError):
    """The actor may not do this."""


class TransitionRefused(DomainError):
    """The verb does not start from the thing's present state."""

    def __init__(self, noun: str, verb: str, state: str) -> None:
        super().__init__(f"{noun} cannot {verb} from {state}")
        self.noun, self.verb, self.state = noun, verb, state


class InvalidFact(DomainError):
    """A value breaks a rule. `field` names it in English, `problem` is a code that pages translate."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field, self.problem = field, problem
