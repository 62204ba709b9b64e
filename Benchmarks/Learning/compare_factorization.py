"""scikit-surprise and implicit on the same ratings; what cannot be imported is skipped, and said so."""
import pathlib
import statistics
import sys
import time
from collections import defaultdict

import numpy as np

folder = pathlib.Path(sys.argv[1])
ours = {name: float(value) for name, value in (line.split() for line in open(folder / "ours"))}


def seconds(body, count=1):
    times = []
    for _ in range(count):
        start = time.process_time()
        result = body()
        times.append(time.process_time() - start)
    return statistics.median(times), result


def row(name, mine, theirs, unit, better="less"):
    print(f"{name:48}{mine:10.4g}{theirs:10.4g}  {unit:8}{mine / theirs:7.2f}  {better} is better")


for name in ("wide", "deep", "wide_deep"):
    print(f"click set, {name}: log-loss {ours[name + '_logloss']:.4f}, AUC {ours[name + '_auc']:.4f}, "
          f"{ours[name + '_examples_per_s']:,.0f} examples/s")
print(f"click set, the rule itself: log-loss {ours['clicks_best_logloss']:.4f}")
if "mf_us" not in ours:
    print("factorisation: skipped, there are no ratings beside the repository")
    sys.exit()
train, test = (np.loadtxt(folder / f"ratings.{part}") for part in ("train", "test"))
users, items = (int(max(train[:, i].max(), test[:, i].max())) + 1 for i in (0, 1))
print(f"\n{'':48}{'ours':>10}{'theirs':>10}  {'unit':8}{'ratio':>7}")

try:
    from surprise import SVD
    from surprise.trainset import Trainset
except ImportError as error:
    print(f"scikit-surprise: skipped, {error}")
else:
    by_user, by_item = defaultdict(list), defaultdict(list)
    for user, item, value in train:
        by_user[int(user)].append((int(item), value))
        by_item[int(item)].append((int(user), value))
    names = [{str(i): i for i in range(count)} for count in (users, items)]
    ratings = Trainset(by_user, by_item, users, items, len(train), (1, 5), *names)
    best = None
    for factors, epochs, rate, penalty in [
            (100, 20, .005, .02), (20, 20, .005, .02), (20, 50, .01, .1), (50, 50, .01, .1), (100, 50, .01, .1),
            (100, 100, .01, .1), (200, 50, .01, .1), (200, 100, .005, .1), (100, 50, .01, .12)]:
        spent, model = seconds(lambda: SVD(
            n_factors=factors, n_epochs=epochs, lr_all=rate, reg_all=penalty, random_state=1).fit(ratings))
        found = np.array([model.predict(str(int(user)), str(int(item))).est for user, item, _ in test])
        error = float(np.sqrt(np.mean((found - test[:, 2]) ** 2)))
        if (factors, epochs) == (20, 50):
            speed = spent / epochs / len(train) * 1e6
        if best is None or error < best[0]:
            best = (error, f"{factors} factors, {epochs} epochs, rate {rate}, {penalty}")
    row("factorisation: a rating, factor-20 epoch (surprise)", ours["mf_us"], speed, "µs")
    row("factorisation: RMSE, SGD, 5 x 20 (surprise's best)", ours["mf_rmse"], best[0], "")
    row("factorisation: RMSE by ALS (surprise's best)", ours["mf_als_rmse"], best[0], "")
    print(f"  surprise's best of nine settings: {best[1]}")

try:
    import scipy.sparse
    from implicit.als import AlternatingLeastSquares
except ImportError as error:
    print(f"implicit: skipped, {error}")
else:
    held = defaultdict(set)
    for user, item, _ in test:
        held[int(user)].add(int(item))

    def gain(model, matrix):
        who = np.array(sorted(held))
        ranked, _ = model.recommend(who, matrix[who], N=10, filter_already_liked_items=True)
        discount = 1 / np.log2(np.arange(2, 12))
        return float(np.mean([
            sum(discount[k] for k, item in enumerate(line) if item in held[user])
            / discount[:min(10, len(held[user]))].sum() for user, line in zip(who, ranked)]))

    best = None
    for factors in (16, 32, 64):
        for confidence in (.3, 1):
            for penalty in (1, 10, 20, 30, 40):
                values = 1 + confidence * train[:, 2]
                matrix = scipy.sparse.csr_matrix(
                    (values, (train[:, 0].astype(int), train[:, 1].astype(int))), (users, items)).astype(np.float32)
                model = AlternatingLeastSquares(
                    factors=factors, regularization=penalty, alpha=1.0, iterations=15, num_threads=1, random_state=1)
                spent, _ = seconds(lambda: model.fit(matrix, show_progress=False))
                found = gain(model, matrix)
                if (factors, confidence, penalty) == (64, 1, 30):
                    speed = spent
                if best is None or found > best[0]:
                    best = (found, f"{factors} factors, confidence 1 + {confidence} r, {penalty}")
    row("implicit ALS: nDCG@10 (implicit's best)", ours["implicit_ndcg"], best[0], "", "more")
    row("implicit ALS: 15 epochs of 64 factors (implicit)", ours["implicit_s"], speed, "s")
    print(f"  implicit's best of thirty settings: {best[1]}")
