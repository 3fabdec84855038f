"""Within stories: equal to a regression with a dummy a story, and right where the story mix deceives the raw means."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import statsmodels.formula.api as smf

from analysis.corpus.schema import STORIES
from analysis.errors import ArgumentError
from analysis.queries import corpus_of_files
from analysis.stats.stories.fixed_effects import fixed_effects
from analysis.stats.stories.within_stories import story_matched
from tests.synthetic import MEASURES, scores_table


def planted(directory, seed: int, stories: int = 150):
    """Fox News is 0.10 more positive of the same event, but covers gloomy events more; Reuters covers all alike."""
    rng = np.random.default_rng(seed)
    mood = rng.normal(0, 0.3, stories)
    rows = []
    for number, event in enumerate(mood):
        for outlet, chance in (("Reuters", 0.7), ("Fox News", 0.9 if event < 0 else 0.15), ("CNN", 0.6)):
            if rng.random() < chance:
                sentiment = event + (0.1 if outlet == "Fox News" else 0) + rng.normal(0, 0.1)
                rows.append((outlet, number, sentiment, rng.poisson(5 + 3 * (outlet == "CNN") + 8 * (event < 0))))
    n = len(rows)
    table = scores_table(n, outlets=1, seed=seed)
    replaced = {
        "outlet": pa.array([r[0] for r in rows]),
        "sentiment_compound": pa.array([r[2] for r in rows]),
        "hedging_count": pa.array([float(r[3]) for r in rows]),
        "hedging_words": pa.array(np.full(n, 500.0)),
        "hedging_per_100_words": pa.array([r[3] / 5 for r in rows]),
    }
    for name, column in replaced.items():
        table = table.set_column(table.schema.get_field_index(name), name, column)
    told = {
        "id": table["id"],
        "content_hash": table["id"],
        "story": pa.array([f"s{r[1]}" for r in rows]),
        "made_with": pa.array(["1"] * n),
    }
    articles = pa.table({"id": table["id"], "content_hash": table["id"], "title": pa.array(["Senate passes bill"] * n)})
    files = {}
    for name, content in {"scores": table, "articles": articles, "stories": pa.table(told, schema=STORIES)}.items():
        files[name] = [str(directory / f"{name}.parquet")]
        pq.write_table(content, files[name][0])
    frame = pd.DataFrame(rows, columns=["outlet", "story", "sentiment", "hedges"])
    return corpus_of_files(files, MEASURES, str(directory)), frame


def test_a_difference_hidden_by_the_story_mix_is_recovered(tmp_path):
    corpus, _ = planted(tmp_path, seed=1)
    found = story_matched(corpus, "sentiment_compound")
    pair = found.pairs.set_index(["a", "b"]).loc[("Fox News", "Reuters")]
    assert pair["low"] < 0.1 < pair["high"]
    assert pair["p_adjusted"] < 0.001
    assert pair["raw_difference"] < 0, "the raw means say the opposite"
    none = found.pairs.set_index(["a", "b"]).loc[("CNN", "Reuters")]
    assert none["low"] < 0 < none["high"]


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    rng = np.random.default_rng(2)
    held, reps = 0, 400
    for _ in range(reps):
        told = rng.random((25, 3)) < 0.5
        told = told[told.sum(axis=1) > 1]
        mood = rng.normal(0, 1, len(told))[:, None]
        y = np.where(told, mood + rng.normal(0, 0.5, told.shape) * [1, 2, 1] + [0.3, 0, 0], 0.0)
        difference, se, df = fixed_effects(y, told.astype(float)).difference(0, 1)
        from analysis.stats.resampling import t_interval

        low, high = t_interval(difference, se, df, 0.95)
        held += low <= 0.3 <= high
    assert 0.92 <= held / reps <= 0.98


def test_estimates_equal_a_regression_with_a_dummy_for_every_story(tmp_path):
    corpus, frame = planted(tmp_path, seed=3, stories=40)
    several = frame[frame.groupby("story")["outlet"].transform("nunique") > 1]
    for measure, column, scale in (("sentiment_compound", "sentiment", 1), ("hedging_per_100_words", "hedges", 5)):
        expected = smf.ols(f"I({column} / {scale}) ~ C(outlet) + C(story)", several).fit()
        pairs = story_matched(corpus, measure).pairs.set_index(["a", "b"])
        assert pairs.loc[("CNN", "Fox News"), "difference"] == pytest.approx(-expected.params["C(outlet)[T.Fox News]"])
        assert pairs.loc[("CNN", "Reuters"), "difference"] == pytest.approx(-expected.params["C(outlet)[T.Reuters]"])


def test_weights_equal_weighted_least_squares_and_errors_leave_out_each_story():
    rng = np.random.default_rng(4)
    story, group = rng.integers(0, 12, 80), rng.integers(0, 3, 80)
    weight, value = rng.integers(1, 9, 80).astype(float), rng.normal(size=80)
    y, x = np.zeros((12, 3)), np.zeros((12, 3))
    np.add.at(y, (story, group), value * weight)
    np.add.at(x, (story, group), weight)
    data = pd.DataFrame({"v": value, "g": group, "s": story, "w": weight})

    def effect(part):
        return smf.wls("v ~ C(g) + C(s)", part, weights=part["w"]).fit().params["C(g)[T.1]"]

    difference, se, _ = fixed_effects(y, x).difference(1, 0)
    assert difference == pytest.approx(effect(data))
    without = np.array([effect(data[data["s"] != s]) for s in range(12)])
    assert se == pytest.approx(np.sqrt(11 / 12 * ((without - difference) ** 2).sum()))


def test_groups_that_no_story_connects_are_not_compared():
    y, x = np.array([[1.0, 2, 0, 0], [0, 0, 1, 5]]), np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]])
    found = fixed_effects(y, x)
    assert found.difference(0, 1)[0] == pytest.approx(-1)
    assert np.isnan(found.difference(0, 2)[0])


def test_without_a_common_story_the_answer_is_a_warning(tmp_path):
    corpus, _ = planted(tmp_path, seed=5, stories=30)
    alone = corpus.frame("SELECT id, content_hash, 's' || id AS story, made_with FROM stories")
    pq.write_table(pa.Table.from_pandas(alone, schema=STORIES), tmp_path / "alone.parquet")
    other = corpus_of_files(dict(corpus.files) | {"stories": [str(tmp_path / "alone.parquet")]}, MEASURES)
    found = story_matched(other, "sentiment_compound")
    assert found.warnings == ("No story was reported by two groups, so nothing can be compared within stories.",)
    assert found.pairs["difference"].isna().all()
    assert found.to_dict()["pairs"][0]["difference"] is None


def test_stories_have_to_be_found_first(tmp_path):
    corpus, _ = planted(tmp_path, seed=6, stories=10)
    without = corpus_of_files({k: v for k, v in corpus.files.items() if k != "stories"}, MEASURES)
    with pytest.raises(ArgumentError, match="have not been put into stories"):
        story_matched(without, "sentiment_compound")
