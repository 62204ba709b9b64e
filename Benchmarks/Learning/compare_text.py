"""fastText's command line and gensim on the same texts and walks; what is not there is skipped, and said so."""
import pathlib
import resource
import shutil
import subprocess
import sys
import time

folder = pathlib.Path(sys.argv[1])
ours = {name: float(value) for name, value in (line.split() for line in open(folder / "ours"))}
if not any(name.startswith(("cooking", "cora", "blog")) for name in ours):
    print("text and graphs: skipped, there is no data beside the repository")
    sys.exit()
print(f"\n{'':48}{'ours':>10}{'theirs':>10}  {'unit':8}{'ratio':>7}")


def row(name, mine, theirs, unit):
    print(f"{name:48}{mine:10.4g}{theirs:10.4g}  {unit:8}{mine / theirs:7.2f}  more is better")


def spent(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


tree = "-dim 50 -loss hs -epoch 25 -lr 1.0 -wordNgrams 2 -bucket 200000"
best = "-epoch 25 -lr 1.0 -wordNgrams 2 -bucket 200000"
if "cooking_best_p1" in ours and shutil.which("fasttext"):
    texts = folder / "cooking.train"
    # The end of a text counts as a token, and labels do not.
    tokens = sum(1 + sum(not t.startswith("__label__") for t in line.split()) for line in open(texts))
    for name, options, epochs in (("defaults", "", 5), ("tree", tree, 25), ("best", best, 25)):
        model = str(folder / "fasttext")
        time_taken = spent(["fasttext", "supervised", "-input", str(texts), "-output", model, "-thread", "1",
                            "-seed", "1", "-verbose", "0", *options.split()])
        result = subprocess.run(["fasttext", "test", model + ".bin", str(folder / "cooking.valid"), "1"],
                                check=True, capture_output=True, text=True).stdout
        precision = float(result.split("P@1")[1].split()[0])
        row(f"cooking, {name}: tokens (fastText)", ours[f"cooking_{name}_tokens_per_s"], tokens * epochs / time_taken,
            "/s")
        row(f"cooking, {name}: P@1 (fastText)", ours[f"cooking_{name}_p1"], precision, "")
else:
    print("fastText: skipped, `fasttext` is not installed (Debian's package) or there are no texts")

try:
    from gensim.models import Word2Vec
except ImportError:
    sys.exit("gensim: skipped, it is not installed")
for name, window, tree, epochs in (("cora", 5, 0, 5), ("blog10", 10, 1, 1)):
    if f"{name}_words_per_s" not in ours:
        continue
    walks = [line.split() for line in open(folder / f"{name}.walks")]
    start = time.process_time()
    Word2Vec(walks, vector_size=128, window=window, min_count=0, sg=1, hs=tree, negative=0 if tree else 5, workers=1,
             epochs=epochs, seed=1, sample=0)
    time_taken = time.process_time() - start
    row(f"{name}, skip-gram: words (gensim)", ours[f"{name}_words_per_s"], sum(map(len, walks)) * epochs / time_taken,
        "/s")
