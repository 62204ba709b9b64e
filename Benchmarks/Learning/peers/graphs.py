"""gensim's skip-gram on the same walks; its vectors are left in the folder to be classified as ours are."""
import pathlib
import sys

import numpy as np
from gensim.models import Word2Vec
from measure import report, seconds

folder = pathlib.Path(sys.argv[1])
for name, window, tree, epochs in (
    ("cora", 5, 0, 1), ("cora_tree", 5, 1, 1), ("blog10", 10, 0, 2), ("blog10_tree", 10, 1, 1)
):
    path = folder / f"{name}.walks"
    if not path.exists():
        print(f"left out: there are no walks for {name}", file=sys.stderr)
        continue
    walks = [line.split() for line in open(path)]
    spent, model = seconds(lambda: Word2Vec(
        walks, vector_size=128, window=window, min_count=0, sg=1, hs=tree, negative=0 if tree else 5, workers=1,
        epochs=epochs, seed=1, sample=0))
    report(f"gensim_{name}_words_per_s", sum(map(len, walks)) * epochs / spent)
    nodes = len(model.wv)
    np.stack([model.wv[str(node)] for node in range(nodes)]).astype("<f4").tofile(folder / f"{name}.vectors")
