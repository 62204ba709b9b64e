"""scikit-surprise and implicit on the same split of the ratings, at the best of some settings each."""
import pathlib
import sys
from collections import defaultdict

import numpy as np
from measure import report, seconds

folder = pathlib.Path(sys.argv[1])
if not (folder / "ratings.train").exists():
    sys.exit("left out: there are no ratings beside the repository")
train, test = (np.loadtxt(folder / f"ratings.{part}") for part in ("train", "test"))
users, items = (int(max(train[:, i].max(), test[:, i].max())) + 1 for i in (0, 1))


def measure_surprise():
    from surprise import SVD
    from surprise.trainset import Trainset
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
            report("surprise_us", spent / epochs / len(train) * 1e6)
        if best is None or error < best[0]:
            best = (error, spent / epochs / len(train) * 1e6, f"{factors} factors, {epochs} epochs, rate {rate}, penalty {penalty}")
    report("surprise_rmse", best[0])
    report("surprise_best_us", best[1])
    print(f"surprise's best of nine settings: {best[2]}", file=sys.stderr)


def measure_implicit():
    import scipy.sparse
    from implicit.als import AlternatingLeastSquares
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
                    report("implicit_peer_s", spent)
                if best is None or found > best[0]:
                    best = (found, f"{factors} factors, confidence 1 + {confidence} r, penalty {penalty}")
    report("implicit_peer_ndcg", best[0])
    print(f"implicit's best of thirty settings: {best[1]}", file=sys.stderr)


for name, body in (("scikit-surprise", measure_surprise), ("implicit", measure_implicit)):
    try:
        body()
    except ImportError as error:
        print(f"left out: {name}, {error}", file=sys.stderr)
