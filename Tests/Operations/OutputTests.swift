import Dispatch
import Glibc
import Operations
import Synchronization
import Testing

/// Gathers what is written.
final class Recorder: Sendable {
    private let text = Mutex("")
    var all: String { text.withLock { $0 } }
    func write(_ more: String) { text.withLock { $0 += more } }
}

@Suite("Logs, progress, tables, signals")
struct OutputTests {
    @Test func textLinesCannotBeForged() {
        let recorder = Recorder()
        let logger = Logger(service: "gateway", level: .info, format: .text) { recorder.write($0) }
        logger.debug("not shown")
        logger.info("a\nb", ["plain": "word", "spaced": "two words", "evil": "x\n2026 error"])
        #expect(
            recorder.all.hasSuffix(" info gateway: a\\nb plain=word spaced=\"two words\" evil=\"x\\n2026 error\"\n"))
        #expect(recorder.all.split(separator: "\n").count == 1)
    }

    @Test func jsonLinesAreWholeObjects() {
        let recorder = Recorder()
        let logger = Logger(service: "gateway", level: .warning, format: .json) { recorder.write($0) }
        logger.info("not shown")
        logger.error("say \"no\"", ["bytes": "\u{1}\\"])
        #expect(
            recorder.all.contains(#""level":"error","service":"gateway","message":"say \"no\"","bytes":"\u0001\\"}"#))
    }

    @Test func progressIsQuietWithoutATerminal() {
        let recorder = Recorder()
        let quiet = Progress("import", unit: "facts", total: 10, output: nil)
        quiet.update(5)
        quiet.finish()
        let shown = Progress("import", unit: "facts", total: 2_000_000) { recorder.write($0) }
        shown.update(1_260_000)
        shown.finish()
        shown.finish()
        #expect(recorder.all.contains("import  63 %  1,260,000 of 2,000,000 facts"))
        #expect(recorder.all.filter { $0 == "\n" }.count == 1)
    }

    @Test func groupsThousands() {
        #expect([0, 999, 1_000, 1_234_567].map { grouped($0) } == ["0", "999", "1,000", "1,234,567"])
    }

    @Test func tablesAlignAndCut() {
        var table = TextTable([.left("id"), .right("score"), .left("title")])
        table.add(["f1", "0.9", "iOS"])
        table.add(["f200", "12.25", "日本語 developer\u{1B}[2J"])
        #expect(table.render(width: nil) == "ID    SCORE  TITLE\nf1      0.9  iOS\nf200  12.25  日本語 developer [2J\n")
        #expect(table.render(width: 18) == "ID    SCORE  TITLE\nf1      0.9  iOS\nf200  12.25  日本…\n")
    }

    @Test func shutdownWakesEveryWaiter() async {
        let shutdown = ShutdownSignal()
        let recorder = Recorder()
        shutdown.onRequest { recorder.write("a") }
        async let first: Void = shutdown.wait()
        async let second: Void = shutdown.wait()
        shutdown.request()
        shutdown.request()
        _ = await (first, second)
        shutdown.onRequest { recorder.write("b") }
        await shutdown.wait()
        #expect(recorder.all == "ab")
        #expect(shutdown.isRequested)
    }

    @Test func aSignalIsAWish() async {
        let shutdown = ShutdownSignal.install()
        kill(getpid(), SIGTERM)
        await shutdown.wait()
        #expect(shutdown.isRequested)
        // A second signal would end the process; leave none behind for the tests that follow.
        signal(SIGTERM, SIG_DFL)
        signal(SIGINT, SIG_DFL)
    }
}
