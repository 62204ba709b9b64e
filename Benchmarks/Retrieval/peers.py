"""The peers' half of the comparison: hnswlib, tantivy, snowballstemmer and pyahocorasick.

    peers.py neighbors|index|vectors|text FOLDER      prints a name and a figure a line
"""
import os
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
import pathlib, shutil, sys, time


def report(name, value):
    print(f"{name}\t{value}", flush=True)


def shortest(runs, body):
    times = []
    for _ in range(runs):
        start = time.process_time()
        body()
        times.append(time.process_time() - start)
    return min(times)


def load_vectors(folder):
    import numpy as np
    read = lambda name, kind, width: np.fromfile(folder / name, kind).reshape(-1, width)
    return read("vectors.f32", "<f4", 64), read("vector-queries.f32", "<f4", 64)


def neighbors(folder):
    """The ten nearest vectors of each query, in double precision."""
    import numpy as np
    base, queries = (a.astype(np.float64) for a in load_vectors(folder))
    norms = (base ** 2).sum(1)
    result = np.empty((len(queries), 10), np.int32)
    for start in range(0, len(queries), 50):
        distance = norms[None] - 2 * queries[start:start + 50] @ base.T
        nearest = np.argpartition(distance, 10, axis=1)[:, :10]
        order = np.argsort(np.take_along_axis(distance, nearest, 1), axis=1)
        result[start:start + 50] = np.take_along_axis(nearest, order, 1)
    result.tofile(folder / "neighbors.i32")


def vectors(folder):
    import hnswlib, numpy as np
    base, queries = load_vectors(folder)
    truth = np.fromfile(folder / "neighbors.i32", "<i4").reshape(-1, 10)
    index = hnswlib.Index("l2", 64)
    index.init_index(len(base), M=16, ef_construction=200, random_seed=100)
    index.set_num_threads(1)
    report("vectors_build_seconds", shortest(1, lambda: index.add_items(base, np.arange(len(base)), num_threads=1)))
    for breadth in (16, 32, 64):
        index.set_ef(breadth)
        seconds = shortest(7, lambda: index.knn_query(queries, 10, num_threads=1))
        found = index.knn_query(queries, 10, num_threads=1)[0]
        report(f"vectors_recall_{breadth}", np.mean([len(set(a) & set(b)) / 10 for a, b in zip(found, truth)]))
        report(f"vectors_queries_per_second_{breadth}", len(queries) / seconds)
    index.save_index(str(folder / "vectors-peer"))
    report("vectors_file_bytes", (folder / "vectors-peer").stat().st_size)


def index(folder):
    import tantivy
    directory = folder / "index-peer"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("t", tokenizer_name="whitespace", index_option="freq")
    target = tantivy.Index(builder.build(), path=str(directory))
    writer = target.writer(256_000_000, 1)
    start = time.process_time()
    with open(folder / "documents.txt") as lines:
        for line in lines:
            writer.add_document(tantivy.Document(t=line))
    writer.commit()
    report("index_seconds", time.process_time() - start)
    writer.wait_merging_threads()
    target.reload()
    report("index_and_merge_seconds", time.process_time() - start)
    report("index_bytes", sum(file.stat().st_size for file in directory.rglob("*") if file.is_file()))
    searcher = target.searcher()
    queries = [target.parse_query(line, ["t"]) for line in open(folder / "queries.txt")]

    def run():
        run.sum = 0.0
        for query in queries:
            hits = searcher.search(query, 10, count=False).hits
            run.sum += hits[0][0] if hits else 0
    seconds = shortest(5, run)
    report("queries_per_second", len(queries) / seconds)
    # tantivy multiplies every score by k1 + 1.
    report("sum_of_best_scores", run.sum / 2.2)


def text(folder):
    import ahocorasick, snowballstemmer
    words = (folder / "words.txt").read_text().split("\n")[:-1]
    stemmer = snowballstemmer.stemmer("english")
    report("stem_words_per_second", len(words) / shortest(1, lambda: stemmer.stemWords(words)))
    ours = (folder / "stems-ours.txt").read_text().split("\n")
    theirs = stemmer.stemWords(words)
    wrong = [(w, a, b) for w, a, b in zip(words, ours, theirs) if a != b]
    report("stems_compared", len(words))
    report("stems_differing", len(wrong) + abs(len(ours) - len(theirs)))
    for word, mine, other in wrong[:5]:
        print(f"{word}: {mine} here, {other} there", file=sys.stderr)
    automaton = ahocorasick.Automaton()
    for number, alias in enumerate((folder / "aliases.txt").read_text().split("\n")[:-1]):
        automaton.add_word(alias, number)
    automaton.make_automaton()
    lowered = (folder / "text.txt").read_text().lower()
    seconds = shortest(1, lambda: sum(1 for _ in automaton.iter_long(lowered)))
    report("match_megabytes_per_second", len(lowered.encode()) / 1e6 / seconds)


if __name__ == "__main__":
    globals()[sys.argv[1]](pathlib.Path(sys.argv[2]))
