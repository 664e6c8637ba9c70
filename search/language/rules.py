"""Which rule acts where (see also `search.wording`, `search.spelling` and the engines):

- synonyms, several words long, one way or both: settings of the server engine, edges of the embedded engine's plan.
  They fire on a whole word as typed or as heard, never on a beginning, on a typo or inside quotes.
- "whole-words": an abbreviation of up to three letters that has synonyms is no beginning, so that `it` does not find
  `item`; nor is one of the longer words listed in `whole_words.txt`, so that `bidan` does not find `bidang`; nor is
  the last word of a phrase, when it is as short: `sim a`, `sopir bus`. Acts on
  the query. For all longer words it cost more than it gave: what people are still typing found nothing.
- "other-things": whoever seeks a `satpam` is not shown titles that hold "Security" and "Engineer", which a synonym
  would bring (`other_things.tsv`). A filter on titles; not for misspellings, nor where the query names the other thing.
- "known-words": a word spelled right takes no typos, so that `kasir` does not find `kasar`. A setting of the server
  engine (words without typos), asked in the embedded engine's plan.
- "by-ear": a word that is not known also stands for those that sound the same, at one edit, and for their synonyms.
- "far-typos": a word that nothing else answers takes one edit from four letters on, on the first letter too, and
  stands for the synonyms of what may be meant, at two edits.
  For these two the embedded engine asks its own vocabulary and `Language.heard`, `Language.near`; a server engine shows
  none: when nothing is found, `Language.meant` says what to send instead.
"""

ABBREVIATION = 3  # letters
RULES = frozenset({"whole-words", "other-things", "known-words", "by-ear", "far-typos"})
