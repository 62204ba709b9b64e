"""LightGBM and shap on the generated ranking set and on LightGBM's examples."""
import pathlib
import sys

import lightgbm
import numpy as np
from measure import over_seeds, report, seconds

folder = pathlib.Path(sys.argv[1])


def load(name):
    rows = np.fromfile(folder / f"{name}.features", "<f4").reshape(-1, 50)
    return rows, np.fromfile(folder / f"{name}.labels", np.uint8)


def gain(scores, labels, sizes, cutoff):
    """The mean nDCG; a query without relevant rows counts 1, as LightGBM has it."""
    discount = 1 / np.log2(np.arange(2, cutoff + 2))
    values, start = [], 0
    for size in sizes:
        grades = labels[start:start + size].astype(float)
        order = np.argsort(-scores[start:start + size], kind="stable")
        reached, best = (((2 ** g[:cutoff] - 1) * discount[:min(cutoff, size)]).sum()
                         for g in (grades[order], np.sort(grades)[::-1]))
        values.append(reached / best if best > 0 else 1.0)
        start += size
    return float(np.mean(values))


rows, labels = load("train")
test_rows, test_labels = load("test")
parameters = dict(objective="lambdarank", num_threads=1, verbose=-1, seed=1, deterministic=True, force_row_wise=True)


def train(parameters, data, rounds=100):
    booster = lightgbm.Booster(parameters, data)
    for _ in range(rounds):
        booster.update()
    return booster


def bin_rows():
    data = lightgbm.Dataset(
        rows, labels, group=[100] * (len(rows) // 100), params=parameters, free_raw_data=False)
    return data.construct()


binning, data = seconds(bin_rows)
report("lightgbm_bin_s", binning)
training, booster = seconds(lambda: train(parameters, data))
report("lightgbm_train_s", training)
scoring, scores = seconds(lambda: booster.predict(test_rows, num_threads=1), 5)
report("lightgbm_score_us", scoring / len(test_rows) * 1e6)
for cutoff in (1, 3, 5, 10):
    report(f"lightgbm_ndcg@{cutoff}", gain(scores, test_labels, [100] * (len(test_labels) // 100), cutoff))

# LightGBM reads the model that was trained here, and should give the same scores and contributions.
model = lightgbm.Booster(model_file=str(folder / "model.txt"))
part = test_rows[:500]
explaining, expected = seconds(lambda: model.predict(part, pred_contrib=True, num_threads=1), 3)
report("lightgbm_shapley_us", explaining / 500 * 1e6)
same_scores = np.abs(model.predict(test_rows, raw_score=True) - np.fromfile(folder / "scores")).max()
contributions = np.fromfile(folder / "contributions").reshape(-1, 50)
same_contributions = np.abs(expected[:, :50] - contributions).max()
print(f"our model read by LightGBM: scores differ by at most {same_scores:.1e}, contributions by "
      f"{same_contributions:.1e}", file=sys.stderr)

if (folder / "rank.train").exists():
    from sklearn.datasets import load_svmlight_file
    from sklearn.metrics import roc_auc_score
    found = {}
    for name in ("train", "test"):
        matrix, grades = load_svmlight_file(str(folder / f"rank.{name}"), n_features=301, zero_based=True)
        found[name] = (matrix.toarray(), grades, np.loadtxt(folder / f"rank.{name}.query", dtype=int))
    example = dict(parameters, min_data_in_leaf=50, min_sum_hessian_in_leaf=5.0, bagging_freq=1, bagging_fraction=0.9)
    gains = {cutoff: [] for cutoff in (1, 3, 5, 10)}
    for number in range(20):
        options = dict(example, seed=100 + number)
        matrix, grades, sizes = found["train"]
        data = lightgbm.Dataset(matrix, grades, group=sizes, params=options).construct()
        matrix, grades, sizes = found["test"]
        scores = train(options, data).predict(matrix)
        for cutoff in gains:
            gains[cutoff].append(gain(scores, grades, sizes, cutoff))
    for cutoff, values in gains.items():
        over_seeds(f"lightgbm_example_ndcg@{cutoff}", values)
    learn, check = (np.loadtxt(folder / f"binary.{name}") for name in ("train", "test"))
    options = dict(objective="binary", num_leaves=63, num_threads=1, verbose=-1, seed=1, deterministic=True)
    booster = train(options, lightgbm.Dataset(learn[:, 1:], learn[:, 0], params=options).construct())
    report("lightgbm_binary_auc", roc_auc_score(check[:, 0], booster.predict(check[:, 1:])))

try:
    import shap
except ImportError as error:
    sys.exit(f"left out: shap, {error}")
explainer = shap.TreeExplainer(model)
# Otherwise shap has LightGBM compute them.
explainer.model.model_type = "internal"
explaining, _ = seconds(lambda: explainer.shap_values(part), 3)
report("shap_shapley_us", explaining / 500 * 1e6)
against = shap.TreeExplainer(model, data=test_rows[500:600].astype(float), feature_perturbation="interventional")
explaining, _ = seconds(lambda: against.shap_values(test_rows[:50], check_additivity=False), 3)
report("shap_interventional_us", explaining / 50 * 1e6)
