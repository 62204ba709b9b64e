// Retrieval and Text beside their peers: the data, and our half of the measurements. `run` beside this file does the
// whole comparison.
//
//     RetrievalBenchmark generate FOLDER [DOCUMENTS] [VECTORS]   files for both sides
//     RetrievalBenchmark index|vectors|text FOLDER               measure; prints a name and a figure a line
import Foundation

let arguments = CommandLine.arguments
do {
    guard arguments.count >= 3 else {
        throw BenchmarkError("usage: RetrievalBenchmark generate|index|vectors|text FOLDER [DOCUMENTS] [VECTORS]")
    }
    let folder = arguments[2]
    switch arguments[1] {
    case "generate":
        try Generator(folder: folder).write(
            documents: arguments.count > 3 ? Int(arguments[3]) ?? 0 : 1_000_000,
            vectors: arguments.count > 4 ? Int(arguments[4]) ?? 0 : 200_000)
    case "index": try measureIndex(folder)
    case "vectors": try measureVectors(folder)
    case "text": try measureText(folder)
    default: throw BenchmarkError("there is no \(arguments[1]) to measure")
    }
} catch {
    FileHandle.standardError.write(Data("RetrievalBenchmark: \(error)\n".utf8))
    exit(1)
}
