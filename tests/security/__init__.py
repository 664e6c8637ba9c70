"""Who may open what: every route, role and owner (gate S1), and what every answer must refuse (S2, S3)."""
