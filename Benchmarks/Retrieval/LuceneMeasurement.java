// Lucene's half of the comparison of indexes: the same documents and queries, one thread, one segment.
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

public class LuceneMeasurement {
    static void report(String name, double value) { System.out.println(name + "\t" + value); }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        FSDirectory directory = FSDirectory.open(folder.resolve("index-lucene"));
        IndexWriterConfig configuration = new IndexWriterConfig(new WhitespaceAnalyzer());
        configuration.setSimilarity(new BM25Similarity(1.2f, 0.75f));
        configuration.setRAMBufferSizeMB(256);
        configuration.setMergeScheduler(new SerialMergeScheduler());
        configuration.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setTokenized(true);
        type.freeze();
        long start = System.nanoTime();
        try (IndexWriter writer = new IndexWriter(directory, configuration);
                BufferedReader lines = Files.newBufferedReader(folder.resolve("documents.txt"))) {
            for (String line; (line = lines.readLine()) != null;) {
                Document document = new Document();
                document.add(new Field("t", line, type));
                writer.addDocument(document);
            }
            writer.commit();
            report("index_seconds", (System.nanoTime() - start) / 1e9);
            writer.forceMerge(1);
        }
        report("index_and_merge_seconds", (System.nanoTime() - start) / 1e9);
        long bytes = 0;
        for (String file : directory.listAll()) bytes += directory.fileLength(file);
        report("index_bytes", bytes);
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
        searcher.setSimilarity(configuration.getSimilarity());
        searcher.setQueryCache(null);
        List<Query> queries = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("queries.txt"))) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (String word : line.split(" ")) counts.merge(word, 1, Integer::sum);
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            counts.forEach((word, count) -> {
                Query term = new TermQuery(new Term("t", word));
                query.add(count > 1 ? new BoostQuery(term, count) : term, BooleanClause.Occur.SHOULD);
            });
            queries.add(query.build());
        }
        double best = Double.MAX_VALUE, sum = 0;
        for (int run = 0; run < 9; run++) {
            start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            sum = 0;
            for (Query query : queries) {
                TopScoreDocCollector collector = TopScoreDocCollector.create(10, 1000);
                searcher.search(query, collector);
                ScoreDoc[] hits = collector.topDocs().scoreDocs;
                if (hits.length > 0) sum += hits[0].score;
            }
            best = Math.min(best, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
        }
        report("queries_per_second", queries.size() / best);
        report("sum_of_best_scores", sum);
    }
}
