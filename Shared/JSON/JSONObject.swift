/// The members of a JSON object, in order, each key once.
///
/// Look-up is linear up to a dozen members, where that is fastest, and hashed above.
public struct JSONObject: Sendable {
    /// The members in order.
    public private(set) var members: [(key: String, value: JSONValue)] = []
    /// Places by key, once there are many.
    private var places: [String: Int] = [:]

    /// No members.
    public init() {}

    /// Number of members.
    public var count: Int { members.count }

    /// Whether there are none.
    public var isEmpty: Bool { members.isEmpty }

    /// The value of a key; setting `nil` removes the member, setting a new key adds it at the end.
    public subscript(key: String) -> JSONValue? {
        get { place(of: key).map { members[$0].value } }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil):
                members.remove(at: place)
                places.removeAll()
                if members.count > Self.linearLimit { indexAll() }
            case (nil, let value?): add(key, value)
            case (nil, nil): break
            }
        }
    }

    /// Adds a member at the end; `false`, and no change, when the key is there already.
    @discardableResult
    public mutating func append(_ key: String, _ value: JSONValue) -> Bool {
        guard place(of: key) == nil else { return false }
        add(key, value)
        return true
    }

    private static let linearLimit = 12

    private func place(of key: String) -> Int? {
        places.isEmpty ? members.firstIndex { $0.key == key } : places[key]
    }

    private mutating func add(_ key: String, _ value: JSONValue) {
        members.append((key, value))
        if !places.isEmpty {
            places[key] = members.count - 1
        } else if members.count > Self.linearLimit {
            indexAll()
        }
    }

    private mutating func indexAll() {
        for (place, member) in members.enumerated() { places[member.key] = place }
    }
}

extension JSONObject: Equatable {
    /// Same members in any order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }
}
