"""Where a Meilisearch server answers otherwise than the contract says, and why that is left so.

Each is a test's name or its beginning. The tests run there too and must fail: a difference that is gone may not stay.
"""

MEILISEARCH = {
    "test_words[meilisearch-1.500.000 -expected15]": "numbers take no typo there, and then are not joined either",
    "test_words[meilisearch-1500000 -expected16]": "a word is split in two there, a million falls into three",
    "test_edits[meilisearch-weldr-expected13]": "an unfinished word of five letters takes an edit there, here of seven",
    "test_joined_and_split[meilisearch-rumah skit -expected11]": "a joined form of nine letters takes an edit there",
    "test_edits_weigh_more_than_anything_else[meilisearch]": "a synonym of several words counts as two edits there, "
    "so that the title goes before edits: first-ten precision rose from .885 to .909",
    "test_near_words_before_far_ones[meilisearch]": "words in the other order count one place further apart there",
    "test_rules[meilisearch-tehnisi ": "a typo finds something there, so that no second look is taken for the sound",
    "test_engine_and_model_answer_alike[meilisearch-": "the model follows the embedded engine to the last tie; how far "
    "the two engines agree is measured in test_engines_agree",
}
