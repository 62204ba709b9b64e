import JSON

/// One line of a file in the making: fields in the format's names and units.
struct RecordLine {
    private var writer = JSONWriter()
    private var lastTime = Int64.min
    private var lastTimeText = ""

    /// The line so far.
    var bytes: [UInt8] { writer.bytes }

    /// Starts a line, forgetting the one before.
    mutating func begin() {
        writer.reset()
        writer.beginObject()
    }

    /// Ends the line.
    mutating func end() { writer.endObject() }

    /// An id: a letter for the kind and a number, "f12".
    mutating func id(_ key: String, _ kind: Identifier, _ number: Int) {
        writer.key(key)
        writer.write(kind.rawValue + String(number))
    }

    mutating func text(_ key: String, _ value: String) {
        guard !value.isEmpty else { return }
        writer.key(key)
        writer.write(value)
    }

    mutating func texts(_ key: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        writer.key(key)
        writer.beginArray()
        for value in values { writer.write(value) }
        writer.endArray()
    }

    mutating func number(_ key: String, _ value: Int) {
        writer.key(key)
        writer.write(Int64(value))
    }

    mutating func flag(_ key: String, _ value: Bool) {
        writer.key(key)
        writer.write(value)
    }

    /// Cents, written as currency units: 1250 is 12.5.
    mutating func money(_ key: String, _ cents: Int) {
        guard cents > 0 else { return }
        fraction(key, cents, digits: 2)
    }

    /// A decimal fraction given as a whole number of its last digit's units: 47 with one digit is 4.7.
    mutating func fraction(_ key: String, _ value: Int, digits: Int) {
        writer.key(key)
        writer.raw(Self.decimal(value, digits: digits))
    }

    mutating func time(_ key: String, _ time: Int64) {
        if time != lastTime {
            lastTime = time
            lastTimeText = SimulatedTime.text(time)
        }
        writer.key(key)
        writer.write(lastTimeText)
    }

    /// The results of a ranking, best first, with scores in thousandths.
    mutating func items(_ items: [(freelancer: Int, score: Int)]) {
        writer.key("items")
        writer.beginArray()
        for item in items {
            writer.beginObject()
            id("id", .freelancer, item.freelancer)
            fraction("score", item.score, digits: 3)
            writer.endObject()
        }
        writer.endArray()
    }

    /// "-0.25" for -25 with two digits; zeros at the end are left out.
    static func decimal(_ value: Int, digits: Int) -> String {
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let magnitude = abs(value)
        var text = (value < 0 ? "-" : "") + String(magnitude / scale)
        var rest = magnitude % scale
        guard rest > 0 else { return text }
        text += "."
        while rest > 0 {
            scale /= 10
            text += String(rest / scale)
            rest %= scale
        }
        return text
    }
}

/// The letter that ids of a kind begin with.
enum Identifier: String {
    case freelancer = "f"
    case client = "c"
    case job = "j"
    case event = "e"
    case application = "a"
    case invitation = "i"
    case contract = "k"
    case search = "s"
    case session = "v"
    case ranking = "r"
}
