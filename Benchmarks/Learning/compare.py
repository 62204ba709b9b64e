"""The other side of bench-learning: LightGBM, shap, scikit-learn, trueskill and openskill on the same files."""
import pathlib
import statistics
import sys
import time

import lightgbm as lgb
import numpy as np
import openskill.models
import shap
import trueskill
from sklearn.linear_model import LogisticRegression

folder = pathlib.Path(sys.argv[1])
ours = {name: float(value) for name, value in (line.split() for line in open(folder / "ours"))}


def load(name):
    rows = np.fromfile(folder / f"{name}.features", "<f4").reshape(-1, 50)
    return rows, np.fromfile(folder / f"{name}.labels", np.uint8)


def seconds(body, count=1):
    times = []
    for _ in range(count):
        start = time.process_time()
        result = body()
        times.append(time.process_time() - start)
    return statistics.median(times), result


def gain(scores, labels, cutoff):
    discount = 1 / np.log2(np.arange(2, cutoff + 2))
    values = []
    for start in range(0, len(labels), 100):
        order = np.argsort(-scores[start:start + 100], kind="stable")
        grades = labels[start:start + 100].astype(float)
        reached = ((2 ** grades[order][:cutoff] - 1) * discount).sum()
        values.append(reached / ((2 ** np.sort(grades)[::-1][:cutoff] - 1) * discount).sum())
    return float(np.mean(values))


table = []


def row(name, mine, theirs, unit, better="less"):
    table.append((name, mine, theirs, unit, mine / theirs, better))


rows, labels = load("train")
test_rows, test_labels = load("test")
parameters = dict(objective="lambdarank", num_threads=1, verbose=-1, seed=1, deterministic=True, force_row_wise=True)


def bin_rows():
    data = lgb.Dataset(rows, labels, group=[100] * (len(rows) // 100), params=parameters, free_raw_data=False)
    return data.construct()


binning, data = seconds(bin_rows)
row("boosted trees: binning (LightGBM)", ours["trees_bin_s"], binning, "s")


def train():
    booster = lgb.Booster(parameters, data)
    for _ in range(100):
        booster.update()
    return booster


training, booster = seconds(train)
row("boosted trees: training (LightGBM)", ours["trees_train_s"], training, "s")
scoring, scores = seconds(lambda: booster.predict(test_rows, num_threads=1), 5)
row("boosted trees: scoring (LightGBM)", ours["trees_score_us"], scoring / len(test_rows) * 1e6, "µs/row")
for cutoff in (1, 3, 5, 10):
    row(f"boosted trees: nDCG@{cutoff} (LightGBM)", ours[f"trees_ndcg@{cutoff}"], gain(scores, test_labels, cutoff),
        "", "more")

# LightGBM reads the model trained here, and gives the same scores and contributions.
model = lgb.Booster(model_file=str(folder / "model.txt"))
part = test_rows[:500]
explaining, expected = seconds(lambda: model.predict(part, pred_contrib=True, num_threads=1), 3)
row("Shapley values (LightGBM)", ours["shapley_us"], explaining / 500 * 1e6, "µs/row")
explainer = shap.TreeExplainer(model)
# Otherwise shap has LightGBM compute them.
explainer.model.model_type = "internal"
explaining, _ = seconds(lambda: explainer.shap_values(part), 3)
row("Shapley values (shap's own code)", ours["shapley_us"], explaining / 500 * 1e6, "µs/row")
against = shap.TreeExplainer(model, data=test_rows[500:600].astype(float), feature_perturbation="interventional")
explaining, _ = seconds(lambda: against.shap_values(test_rows[:50], check_additivity=False), 3)
row("Shapley values against 100 rows (shap)", ours["interventional_us"], explaining / 50 * 1e6, "µs/row")
same_scores = np.abs(model.predict(test_rows, raw_score=True) - np.fromfile(folder / "scores")).max()
contributions = np.fromfile(folder / "contributions").reshape(-1, 50)
same_contributions = np.abs(expected[:, :50] - contributions).max()

design, targets = rows[:7000, :28].astype(float), labels[:7000] > 0
fitting, _ = seconds(lambda: LogisticRegression(solver="newton-cholesky", tol=1e-8).fit(design, targets), 9)
row("logistic regression, 7,000 x 28 (scikit-learn)", ours["logistic_ms"], fitting * 1e3, "ms")

environment = trueskill.TrueSkill()
players = [environment.create_rating() for _ in range(2)]
rating, _ = seconds(lambda: [trueskill.rate_1vs1(*players, env=environment) for _ in range(2000)])
row("a match of two (trueskill)", ours["rating_us"], rating / 2000 * 1e6, "µs")
other = openskill.models.PlackettLuce()
teams = [[other.rating()], [other.rating()]]
rating, _ = seconds(lambda: [other.rate(teams) for _ in range(2000)])
row("a match of two (openskill)", ours["rating_us"], rating / 2000 * 1e6, "µs")

print(f"\n{'':48}{'ours':>10}{'theirs':>10}  {'unit':8}{'ratio':>7}")
for name, mine, theirs, unit, ratio, better in table:
    print(f"{name:48}{mine:10.4g}{theirs:10.4g}  {unit:8}{ratio:7.2f}  {better} is better")
print(f"\nour model read by LightGBM: scores differ by at most {same_scores:.1e}, "
      f"contributions by {same_contributions:.1e}")
