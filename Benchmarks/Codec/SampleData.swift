import ProtobufWire

/// The two messages that every peer encodes and decodes; the same in every run.
enum SampleData {
    /// 50 hits, about 15 kB.
    static func response() -> SearchResponse {
        var random = LinearCongruential(state: 0x9E37_79B9_7F4A_7C15)
        let words = [
            "swift", "senior", "backend", "data", "cloud", "engineer", "search", "ranking", "platform", "mobile",
            "staff", "infra", "graph",
        ]
        func word() -> String { words[random.below(UInt64(words.count))] }
        var response = SearchResponse()
        for _ in 0..<50 {
            var hit = Hit()
            hit.id = random.next() &* 7919
            var title = word()
            while title.utf8.count < 36 { title += " " + word() }
            hit.title = String(title.prefix(40))
            hit.skills = (0..<6).map { _ in String((word() + "-" + word()).prefix(10)) }
            hit.features = (0..<24).map { _ in Float(random.below(20_001)) / 1000 - 10 }
            hit.score = Double(random.below(1_000_000)) / 1000 + 0.5
            for name in ["textmatch", "freshness", "skillmatch"] {
                var part = Explanation()
                part.name = name
                part.value = Double(random.below(1000)) / 100 + 0.01
                hit.explanation.append(part)
            }
            hit.timestamp = 1_763_700_000_000 + Int64(random.below(1_000_000))
            response.hits.append(hit)
        }
        return response
    }

    /// 63 bytes.
    static func request() -> SearchRequest {
        var request = SearchRequest()
        request.query = "senior swift backend engineer"
        request.page = 3
        request.pageSize = 50
        request.userID = 88_172_645_463
        request.minimumScore = 0.25
        request.explain = true
        request.traceID = 0x1234_5678_90AB_CDEF
        return request
    }
}

/// Knuth's MMIX generator; its upper bits.
private struct LinearCongruential {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    mutating func below(_ bound: UInt64) -> Int { Int(next() % bound) }
}
