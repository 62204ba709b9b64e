/// A number as JSON text means it: whole ones exactly when 64 bits hold them.
public enum JSONNumber: Equatable, Sendable {
    /// A whole number written without point or exponent.
    case integer(Int64)
    /// The same, above `Int64.max`.
    case unsigned(UInt64)
    /// Any other, rounded to the nearest double.
    case double(Double)
}

/// Digits of a number between the offsets, before they are given a type.
struct NumberShape {
    var start: Int
    var end: Int
    var isNegative: Bool
    /// No point and no exponent.
    var isWhole: Bool
    /// All digits as one whole number, when it fits 64 bits.
    var digits: UInt64?
    /// Power of ten to multiply `digits` by.
    var exponent: Int

    /// The number without its sign, exactly, when it is whole and fits 64 bits.
    var magnitude: UInt64? {
        guard var value = digits else { return nil }
        var exponent = value == 0 ? 0 : exponent
        while exponent < 0, value % 10 == 0 {
            value /= 10
            exponent += 1
        }
        while exponent > 0 {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = scaled
            exponent -= 1
        }
        return exponent == 0 ? value : nil
    }
}

extension JSONReader {
    /// Reads a number with the type that its text suggests.
    ///
    /// - Throws: `.numberOutOfRange` when not even a finite double is near it.
    public mutating func readNumber() throws(JSONError) -> JSONNumber {
        try expect(.number)
        let shape = try scanNumber()
        if shape.isWhole, let digits = shape.digits {
            if !shape.isNegative { return Int64(exactly: digits).map(JSONNumber.integer) ?? .unsigned(digits) }
            // -0 has no integer: only a double keeps its sign.
            if digits > 0, digits <= UInt64(Int64.max) + 1 { return .integer(Int64(truncatingIfNeeded: 0 &- digits)) }
        }
        return .double(try double(shape))
    }

    /// Reads a number as a double, rounded to nearest.
    ///
    /// - Throws: `.numberOutOfRange` where the nearest double is infinite.
    public mutating func readDouble() throws(JSONError) -> Double {
        try expect(.number)
        return try double(try scanNumber())
    }

    /// Reads a whole number; `12`, `12.0` and `1.2e1` are the same one.
    ///
    /// - Throws: `.numberOutOfRange` for a fraction, or beyond 64 bits.
    public mutating func readInt64() throws(JSONError) -> Int64 {
        try expect(.number)
        let shape = try scanNumber()
        if let magnitude = shape.magnitude {
            if !shape.isNegative, let value = Int64(exactly: magnitude) { return value }
            if shape.isNegative, magnitude <= UInt64(Int64.max) + 1 {
                return Int64(truncatingIfNeeded: 0 &- magnitude)
            }
        }
        throw JSONError(.numberOutOfRange, offset: shape.start)
    }

    /// Reads a whole number from 0 up, as `readInt64` does.
    ///
    /// - Throws: `.numberOutOfRange` below 0, for a fraction, or beyond 64 bits.
    public mutating func readUInt64() throws(JSONError) -> UInt64 {
        try expect(.number)
        let shape = try scanNumber()
        guard let magnitude = shape.magnitude, !shape.isNegative || magnitude == 0 else {
            throw JSONError(.numberOutOfRange, offset: shape.start)
        }
        return magnitude
    }

    /// Reads a number times a power of ten as a whole number, exactly: `readScaled(2)` turns `12.5` into 1250.
    ///
    /// Digits beyond the power are rounded half away from zero. Made for money.
    /// - Throws: `.numberOutOfRange` beyond ±2^53.
    public mutating func readScaled(_ power: Int) throws(JSONError) -> Int64 {
        try expect(.number)
        let shape = try scanNumber()
        let limit: UInt64 = 1 << 53
        if var digits = shape.digits {
            var exponent = shape.exponent + power
            while exponent > 0, digits > 0, digits <= limit {
                digits *= 10
                exponent -= 1
            }
            var dropped: UInt64 = 0
            while exponent < 0, digits > 0 || dropped > 0 {
                dropped = digits % 10
                digits /= 10
                exponent += 1
            }
            if dropped >= 5 { digits += 1 }
            if digits <= limit { return shape.isNegative ? -Int64(digits) : Int64(digits) }
        }
        throw JSONError(.numberOutOfRange, offset: shape.start)
    }

    /// Passes over a number by the grammar of RFC 8259, section 6, gathering its digits.
    mutating func scanNumber() throws(JSONError) -> NumberShape {
        let start = offset
        var index = start
        let isNegative = base[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        var digits: UInt64? = 0
        var exponent = 0

        func digit(_ index: Int) -> UInt64? {
            guard index < count, base[index] &- UInt8(ascii: "0") < 10 else { return nil }
            return UInt64(base[index] &- UInt8(ascii: "0"))
        }
        func append(_ digit: UInt64) {
            guard let value = digits else { return }
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(digit)
            digits = overflow || carry ? nil : sum
        }

        guard let first = digit(index) else { throw JSONError(.invalidNumber, offset: start) }
        append(first)
        index += 1
        if first == 0 {
            if digit(index) != nil { throw JSONError(.invalidNumber, offset: start) }
        } else {
            while let next = digit(index) {
                append(next)
                index += 1
            }
        }
        var isWhole = true
        if index < count, base[index] == UInt8(ascii: ".") {
            isWhole = false
            index += 1
            let fraction = index
            while let next = digit(index) {
                append(next)
                index += 1
            }
            guard index > fraction else { throw JSONError(.invalidNumber, offset: start) }
            exponent = fraction - index
        }
        if index < count, base[index] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            index += 1
            var isDown = false
            if index < count, base[index] == UInt8(ascii: "+") || base[index] == UInt8(ascii: "-") {
                isDown = base[index] == UInt8(ascii: "-")
                index += 1
            }
            let written = index
            var magnitude = 0
            while let next = digit(index) {
                magnitude = min(magnitude * 10 + Int(next), 1_000_000)
                index += 1
            }
            guard index > written else { throw JSONError(.invalidNumber, offset: start) }
            exponent += isDown ? -magnitude : magnitude
        }
        offset = index
        return NumberShape(
            start: start, end: index, isNegative: isNegative, isWhole: isWhole, digits: digits, exponent: exponent)
    }

    /// The nearest double: by one exact multiplication or division where that is enough (Clinger 1990, "How to read
    /// floating point numbers accurately"), by the standard library's conversion otherwise.
    func double(_ shape: NumberShape) throws(JSONError) -> Double {
        if let digits = shape.digits, digits <= 1 << 53, abs(shape.exponent) <= 22 {
            let power = powersOfTen[abs(shape.exponent)]
            let value = shape.exponent < 0 ? Double(digits) / power : Double(digits) * power
            return shape.isNegative ? -value : value
        }
        let text = String(
            decoding: UnsafeBufferPointer(start: base + shape.start, count: shape.end - shape.start), as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw JSONError(.numberOutOfRange, offset: shape.start)
        }
        return value
    }
}

/// 10^0 to 10^22, all exact as doubles.
private let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]
