// Damaged bytes for every message's decoder, the frame's among them: none may crash it, hang it, make it take more
// memory than it may, or come back different once written and read again.
//
//     CodecFuzzer CORPUS SECONDS [SEED]    mutates what lies in the folder CORPUS, for so long
//     CodecFuzzer CORPUS 0                 runs what lies there once, as it is
import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 3, let seconds = Double(arguments[2]) else {
    FileHandle.standardError.write(Data("usage: CodecFuzzer CORPUS SECONDS [SEED]\n".utf8))
    exit(2)
}
do {
    let seed = arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1
    var session = try FuzzingSession(corpus: URL(fileURLWithPath: arguments[1], isDirectory: true), seed: seed)
    exit(session.run(seconds: seconds) ? 0 : 1)
} catch {
    FileHandle.standardError.write(Data("CodecFuzzer: \(error)\n".utf8))
    exit(2)
}
