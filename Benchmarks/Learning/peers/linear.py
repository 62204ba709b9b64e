"""scikit-learn's logistic regression on the same rows."""
import pathlib
import sys

import numpy as np
from measure import report, seconds
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

folder = pathlib.Path(sys.argv[1])


def fit(rows, labels):
    return seconds(lambda: LogisticRegression(solver="newton-cholesky", tol=1e-8).fit(rows, labels), 21)


rows = np.fromfile(folder / "train.features", "<f4").reshape(-1, 50)[:7000, :28].astype(float)
spent, _ = fit(rows, np.fromfile(folder / "train.labels", np.uint8)[:7000] > 0)
report("sklearn_logistic_ms", spent * 1e3)
if (folder / "binary.train").exists():
    train, test = (np.loadtxt(folder / f"binary.{name}") for name in ("train", "test"))
    mean, deviation = train[:, 1:].mean(0), train[:, 1:].std(0)
    spent, model = fit((train[:, 1:] - mean) / deviation, train[:, 0])
    report("sklearn_logistic_example_ms", spent * 1e3)
    report("sklearn_logistic_auc", roc_auc_score(test[:, 0], model.decision_function((test[:, 1:] - mean) / deviation)))
