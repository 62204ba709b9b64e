/// Fields of a header: names in lower case, in order, repeated where they were.
struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    private(set) var entries: [Entry] = []

    struct Entry: Sendable, Equatable {
        var name: String
        var value: String
    }

    init() {}

    init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    mutating func add(_ name: String, _ value: String) {
        entries.append(Entry(name: name.lowercased(), value: value))
    }

    /// The first value of a field; names in lower case.
    subscript(name: String) -> String? { entries.first { $0.name == name }?.value }
}

/// One request, whole.
struct HTTPRequest: Sendable {
    /// `POST`, in capitals as it came.
    var method: String
    /// `/tandem.v1.Gateway/MatchFreelancers`: no query, percent escapes resolved.
    var path: String
    var headers: HTTPHeaders
    var body: [UInt8]
}

/// What is sent back.
struct HTTPResponse: Sendable {
    /// Such as 200 or 404.
    var status: Int
    var headers: HTTPHeaders
    var body: [UInt8]

    init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Plain text; a line feed is added.
    static func text(_ status: Int, _ text: String, headers: HTTPHeaders = [:]) -> HTTPResponse {
        var headers = headers
        headers.add("content-type", "text/plain; charset=utf-8")
        return HTTPResponse(status: status, headers: headers, body: Array("\(text)\n".utf8))
    }
}

/// Where a server listens and how much it takes.
struct HTTPServerConfiguration: Sendable {
    /// Name or address to listen on.
    var host = "127.0.0.1"
    /// 0 lets the system choose.
    var port = 8080
    /// Threads that read and write; handlers run on Swift's own.
    var threads = 2
    /// Connections open at once; more wait until others close.
    var connectionLimit = 512
    /// Longest body of a request, in bytes.
    var bodyLimit = 4 << 20
    /// Bytes of bodies held at once, of all requests.
    var bodiesLimit = 128 << 20
    /// A connection on which nothing moves for so long is closed.
    var idleTimeout: Duration = .seconds(60)
    /// A body that takes longer to arrive ends its connection.
    var uploadTimeout: Duration = .seconds(30)

    /// What a body too long is read up to, and thrown away, so that its sender gets the answer; beyond, the connection
    /// is closed.
    var discardLimit: Int { 8 * bodyLimit }
}

/// Why a server does not start.
struct HTTPServerError: Error, CustomStringConvertible {
    /// What is wrong and what to do about it.
    let description: String
}
