import Foundation
import Operations
import Testing

@Suite struct FolderTests {
    @Test func makesWhatIsMissingAndNoMore() throws {
        let base = NSTemporaryDirectory() + "tandem-folder-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: base) }
        #expect(!Folder.isThere(base))
        try Folder.make(base + "/a/b//c/")
        #expect(Folder.isThere(base + "/a/b/c"))
        try Data([1]).write(to: URL(fileURLWithPath: base + "/a/b/file"))
        try Folder.make(base + "/a/b")
        #expect(FileManager.default.fileExists(atPath: base + "/a/b/file"))
        #expect(!Folder.isThere(base + "/a/b/file"))
        let above = #expect(throws: FolderError.self) { try Folder.make(base + "/a/b/file/d") }
        #expect(above?.description.contains("no folder") == true)
        #expect(throws: FolderError.self) { try Folder.make(base + "/a/b/file") }
        // Nobody, not even root, makes folders there.
        let system = #expect(throws: FolderError.self) { try Folder.make("/proc/tandem") }
        #expect(system?.description.hasPrefix("cannot make the folder /proc/tandem: ") == true)
    }
}
