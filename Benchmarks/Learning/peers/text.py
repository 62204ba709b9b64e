"""fastText's command line on the same texts; processor time of the whole process, reading and writing included."""
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys

from measure import over_seeds, report

folder = pathlib.Path(sys.argv[1])
texts = folder / "cooking.train"
if not texts.exists() or not shutil.which("fasttext"):
    sys.exit("left out: fastText, there is no `fasttext` or there are no texts")
# The end of a text counts as a token, and labels do not.
tokens = sum(1 + sum(not token.startswith("__label__") for token in line.split()) for line in open(texts))
tree = "-dim 50 -loss hs -epoch 25 -lr 1.0 -wordNgrams 2 -bucket 200000"
best = "-epoch 25 -lr 1.0 -wordNgrams 2 -bucket 200000"


def processor_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


for name, options, epochs, seeds in (("defaults", "", 5, 3), ("tree", tree, 25, 3), ("best", best, 25, 1)):
    model = str(folder / "fasttext")
    precisions, speeds = [], []
    for seed in range(1, seeds + 1):
        start = processor_time()
        subprocess.run(["fasttext", "supervised", "-input", str(texts), "-output", model, "-thread", "1", "-seed",
                        str(seed), "-verbose", "0", *options.split()], check=True, capture_output=True)
        speeds.append(tokens * epochs / (processor_time() - start))
        result = subprocess.run(["fasttext", "test", model + ".bin", str(folder / "cooking.valid"), "1"], check=True,
                                capture_output=True, text=True).stdout
        precisions.append(float(result.split("P@1")[1].split()[0]))
    report(f"fasttext_{name}_tokens_per_s", statistics.median(speeds))
    over_seeds(f"fasttext_{name}_p1", precisions)
