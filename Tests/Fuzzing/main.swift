// Damaged bytes for every message's decoder, the frame's among them: none may crash it, hang it, make it take more
// memory than it may, or come back different once written and read again.
//
//     CodecFuzzer CORPUS SECONDS [SEED]    mutates what lies in the folder CORPUS, for so long
//     CodecFuzzer CORPUS 0                 runs what lies there once, as it is
//
// Built with libFuzzer (scripts/fuzz does, where the toolchain has it), it takes libFuzzer's arguments instead.
import Foundation

#if LIBFUZZER
    @_silgen_name("LLVMFuzzerRunDriver")
    func runLibFuzzer(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
        _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32

    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
        runLibFuzzer(&count, &arguments) { bytes, count in
            if let violation = Property.violation(by: UnsafeRawBufferPointer(start: bytes, count: count)) {
                print(violation)
                abort()
            }
            return 0
        })
#else
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
#endif
