// Encoding and decoding speed of ProtobufWire beside other libraries, on the messages of peers/search.proto.
//
//     codec-benchmark data FOLDER                write the two sample messages, for the peers
//     codec-benchmark ours SECONDS [WORDS]       measure ours; a line for each operation, or for those that contain WORDS
//     codec-benchmark table ROUNDS COMMAND …     run ours and the commands in turn, ROUNDS times; print one table
//
// `Benchmarks/Codec/run` builds the peers and calls these.
import Foundation
import ProtobufWire

do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("data", 2):
        let folder = URL(fileURLWithPath: arguments[1], isDirectory: true)
        try Data(SampleData.response().serializedBytes()).write(to: folder.appendingPathComponent("response.bin"))
        try Data(SampleData.request().serializedBytes()).write(to: folder.appendingPathComponent("request.bin"))
    case ("ours", 2...3):
        let filter = arguments.count == 3 ? arguments[2] : ""
        try OurMeasurement(seconds: Double(arguments[1]) ?? 0.25, filter: filter).run()
    case ("table", 2...):
        try Comparison(rounds: Int(arguments[1]) ?? 3, commands: Array(arguments.dropFirst(2))).run()
    default:
        FileHandle.standardError.write(
            Data("usage: codec-benchmark data FOLDER | ours SECONDS [WORDS] | table ROUNDS COMMAND …\n".utf8))
        exit(2)
    }
} catch {
    FileHandle.standardError.write(Data("codec-benchmark: \(error)\n".utf8))
    exit(1)
}
