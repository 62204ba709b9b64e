// Speaks the public protobuf conformance suite's protocol on standard input and output, for proto3's binary cases.
//
//     conformance_test_runner .build/release/ConformanceProgram
import Foundation

do {
    exit(try Program.serve(input: .standardInput, output: .standardOutput) ? 0 : 1)
} catch {
    FileHandle.standardError.write(Data("conformance: \(error)\n".utf8))
    exit(1)
}
