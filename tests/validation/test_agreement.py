"""Agreement figures, worked out by hand and held against SciPy and scikit-learn's definitions."""

import numpy as np
import pytest
from scipy.stats import mannwhitneyu, pearsonr

from analysis.validation.agreement import (
    attribution_counts,
    auc,
    counts,
    hedging_counts,
    inside,
    interval,
    pearson,
    precision_recall_f1,
    tokens,
)

TEXT = "Kyiv denied the claim, the Kremlin said."


def test_a_token_stands_inside_a_span_when_its_middle_character_does():
    # "claim," spans 16 to 22, its middle is character 19
    assert inside(tokens(TEXT), [[0, 4]]) == {0}
    assert inside(tokens(TEXT), [[16, 19]]) == set()
    assert inside(tokens(TEXT), [[16, 20]]) == {3}


def test_overlapping_spans_count_a_token_once():
    assert inside(tokens(TEXT), [[0, 11], [5, 15]]) == {0, 1, 2}


def test_precision_recall_and_f1_come_from_summed_counts():
    rows = np.array([counts({1, 2, 3}, {2, 3, 4}), counts({7}, set())])
    precision, recall, f1 = precision_recall_f1(rows)
    assert (precision, recall) == (2 / 3, 2 / 4)
    assert f1 == pytest.approx(4 / 7)


def test_nothing_found_is_zero_agreement_not_a_division_by_zero():
    assert precision_recall_f1(np.array([[0, 0, 5]])) == (0.0, 0.0, 0.0)


def test_correlation_and_auc_equal_scipy():
    rng = np.random.default_rng(3)
    label = rng.integers(0, 2, 200)
    rows = np.column_stack([label + rng.normal(size=200).round(1), label]).astype(float)
    assert pearson(rows) == pytest.approx(pearsonr(rows[:, 0], rows[:, 1]).statistic)
    u = mannwhitneyu(rows[label == 1, 0], rows[label == 0, 0]).statistic
    assert auc(rows) == pytest.approx(u / (label.sum() * (200 - label.sum())))


def test_the_bootstrap_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(5)
    covered = 0
    for _ in range(200):
        rows = np.column_stack([rng.normal(0.3, 1, 60), np.ones(60)])
        low, high = interval(rows, lambda r: float(r[:, 0].mean()), replicates=300)
        covered += low <= 0.3 <= high
    assert covered >= 0.90 * 200


def test_the_same_rows_give_the_same_interval():
    rows = np.array([[1, 0, 1], [2, 1, 0], [0, 1, 3]])
    figure = lambda r: precision_recall_f1(r)[2]  # noqa: E731
    assert interval(rows, figure) == interval(rows, figure)


def test_attributions_match_one_to_one_where_half_of_their_contents_overlap():
    gold = [
        {"content": [[12, 22]], "cue": [[5, 11]], "source": [[0, 4]]},  # the claim,
        {"content": [[0, 22]], "cue": [[35, 40]], "source": [[23, 34]]},
    ]
    found = [
        {"content": [[16, 22]], "cue": [[5, 11]], "source": [[23, 34]]},  # claim,: half of the first, wrong source
        {"content": [[0, 11]], "cue": [], "source": []},  # Kyiv denied: half of the second
        {"content": [[0, 15]], "cue": [[35, 40]], "source": [[23, 34]]},  # better for the second, right source
    ]
    agreed = attribution_counts(TEXT, gold, found)
    assert agreed.relations == (2, 1, 0)
    assert (agreed.right_source, agreed.with_source) == (1, 2)
    assert agreed.tokens == {"content": (4, 0, 0), "cue": (2, 0, 0), "source": (2, 0, 1)}


def test_a_label_without_content_is_no_relation_but_its_cue_counts():
    agreed = attribution_counts(TEXT, [{"content": [], "cue": [[5, 11]], "source": [[0, 4]]}], [])
    assert agreed.relations == (0, 0, 0)
    assert agreed.tokens["cue"] == (0, 0, 1)


def test_hedge_cues_match_when_they_share_a_character_and_a_sentence_when_it_has_any():
    assert hedging_counts(True, [[0, 4], [10, 12]], [[3, 6], [20, 22]]) == ((1, 0, 0), (1, 1, 1))
    assert hedging_counts(False, [], [[3, 6]]) == ((0, 1, 0), (0, 1, 0))
    assert hedging_counts(True, [[0, 4]], []) == ((0, 0, 1), (0, 0, 1))
