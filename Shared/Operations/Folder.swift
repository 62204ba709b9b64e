import Glibc

/// Folders of the file system.
public enum Folder {
    /// Makes a folder, and those above it that are missing; one that is there already is left as it is.
    ///
    /// - Throws: with the folder and the system's reason, such as "Permission denied" or "Not a directory".
    public static func make(_ path: String) throws(FolderError) {
        var place = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            place += part
            if mkdir(place, 0o777) != 0 {
                let reason = errno
                guard isThere(place) else {
                    throw FolderError("cannot make the folder \(path): \(place): \(text(of: reason))")
                }
            }
            place += "/"
        }
    }

    /// Whether there is a folder of this name.
    public static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func text(of reason: Int32) -> String {
        reason == EEXIST ? "is there, and no folder" : String(cString: strerror(reason))
    }
}

/// Why a folder could not be made, for a person to read.
public struct FolderError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What could not be done, and why.
    public let description: String

    init(_ description: String) { self.description = description }
}
