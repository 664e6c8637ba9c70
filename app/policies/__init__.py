"""Who may: predicates over an actor and a thing."""
