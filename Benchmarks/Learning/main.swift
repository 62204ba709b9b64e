import Foundation

// Measures the learning algorithms on one thread, a part at a time: prints a name and a figure a line. The script `run`
// beside this file measures both sides and makes the table.
//
//     LearningBenchmark generate FOLDER     writes generated sets and splits for both sides
//     LearningBenchmark PART FOLDER         trees linear rating factorization networks text graphs
//     LearningBenchmark classify FOLDER     what others' vectors of nodes are good for, by the classifier of this side

let arguments = CommandLine.arguments
let parts: [String: (URL) throws -> Void] = [
    "trees": measureTrees, "linear": measureLinear, "rating": { _ in measureRating() },
    "factorization": measureFactorization, "networks": { _ in try measureNetworks() },
    "text": measureTextClassification, "graphs": measureGraphEmbeddings, "classify": classifyOthersVectors,
    "generate": { folder in
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try RankingSet.training.write(to: folder, name: "train")
        try RankingSet.test.write(to: folder, name: "test")
        try RatingSplit(folder: folder)?.write(to: folder)
    },
]
guard arguments.count == 3, let part = parts[arguments[1]] else {
    print("usage: LearningBenchmark \(parts.keys.sorted().joined(separator: "|")) FOLDER")
    exit(64)
}
try part(URL(fileURLWithPath: arguments[2]))
