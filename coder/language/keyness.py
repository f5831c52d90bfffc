"""How much a word marks one body of speech against another.

Log-odds ratio with an informative Dirichlet prior, as a z-score: Monroe, Colaresi and Quinn (2008), “Fightin' Words”,
Political Analysis 16 (4), 372-403, equations 15, 16 and 22.
"""

from __future__ import annotations

from math import log, sqrt

PRIOR = 500.0
"""How many words the prior counts for: about as many as ten passages have."""

_FLOOR = 0.1


def keyness(inside: float, words_inside: float, outside: float, words_outside: float, prior: float = PRIOR) -> float:
    """Return the z-score of a word that stands `inside` times among `words_inside` words, and `outside` likewise.

    Positive: it marks the inside. The prior gives the word the share that it has in both bodies together. For a rare
    word it counts for more words, so many that a tenth of the word's count is in it, up to one: else a word that never
    stands outside, the best there is, would come behind worse ones, for its log-odds outside would rest on nothing.
    """
    whole, count = words_inside + words_outside, inside + outside
    if whole <= 0 or count <= 0:
        return 0.0
    share = min(count / whole, 0.5)
    alpha = max(prior * share, min(1.0, _FLOOR * count))
    prior = alpha / share
    odds = _log_odds(inside, words_inside, alpha, prior) - _log_odds(outside, words_outside, alpha, prior)
    return odds / sqrt(1 / (inside + alpha) + 1 / (outside + alpha))


def _log_odds(count: float, words: float, alpha: float, prior: float) -> float:
    rest = max(words + prior - count - alpha, 0.5)
    return log((count + alpha) / rest)
