// Trained models as files (artifact.proto).
public import ProtobufWire

/// One trained model with what it came from.
public struct Artifact: Message {
    /// "client-model".
    public var service = ""
    /// First 8 hex digits of the checksum of `model`: same data and same seed give the same version.
    public var version = ""
    /// Event time of the earliest fact it may have been trained on, in microseconds.
    public var trainedFrom: Int64 = 0
    /// Event time before which all facts lie that it was trained on, in microseconds.
    public var trainedUntil: Int64 = 0
    /// Last fact of the log it was trained on.
    public var logSequence: UInt64 = 0
    /// Of the random choices made in training.
    public var seed: UInt64 = 0
    /// Measured on data held back from fitting.
    public var metrics: [Metric] = []
    /// Parts of the model by name, such as "proposals".
    public var logisticModels: [LogisticModel] = []
    /// Only in artifacts of query-understanding.
    public var textClassifier: TextClassifierModel?
    /// Second levels of the gateway: "match_freelancers", "match_jobs", "rank_proposals".
    public var rankingModels: [RankingModel] = []
    /// Facts that it was trained on: those of the log before `trainedUntil`.
    public var factCount: UInt64 = 0
    /// How its probabilities stood beside what happened, on data held back from fitting: bins in ascending order.
    public var calibrationBins: [CalibrationBin] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An artifact; what is left out is at its default.
    public init(
        service: String = "",
        version: String = "",
        trainedFrom: Int64 = 0,
        trainedUntil: Int64 = 0,
        logSequence: UInt64 = 0,
        seed: UInt64 = 0,
        metrics: [Metric] = [],
        logisticModels: [LogisticModel] = [],
        textClassifier: TextClassifierModel? = nil,
        rankingModels: [RankingModel] = [],
        factCount: UInt64 = 0,
        calibrationBins: [CalibrationBin] = []
    ) {
        self.service = service
        self.version = version
        self.trainedFrom = trainedFrom
        self.trainedUntil = trainedUntil
        self.logSequence = logSequence
        self.seed = seed
        self.metrics = metrics
        self.logisticModels = logisticModels
        self.textClassifier = textClassifier
        self.rankingModels = rankingModels
        self.factCount = factCount
        self.calibrationBins = calibrationBins
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Artifact {
    public static let messageName = "tandem.v1.Artifact"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, service)
        writer.string(2, version)
        writer.int64(3, trainedFrom)
        writer.int64(4, trainedUntil)
        writer.uint64(5, logSequence)
        writer.uint64(6, seed)
        writer.repeatedMessage(7, metrics)
        writer.repeatedMessage(8, logisticModels)
        writer.message(9, textClassifier)
        writer.repeatedMessage(10, rankingModels)
        writer.uint64(11, factCount)
        writer.repeatedMessage(12, calibrationBins)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&service)
            case 2: try reader.string(&version)
            case 3: try reader.int64(&trainedFrom)
            case 4: try reader.int64(&trainedUntil)
            case 5: try reader.uint64(&logSequence)
            case 6: try reader.uint64(&seed)
            case 7: try reader.repeatedMessage(&metrics)
            case 8: try reader.repeatedMessage(&logisticModels)
            case 9: try reader.message(&textClassifier)
            case 10: try reader.repeatedMessage(&rankingModels)
            case 11: try reader.uint64(&factCount)
            case 12: try reader.repeatedMessage(&calibrationBins)
            default: break
            }
        }
    }
}

/// Rows of nearly equal probabilities, and what became of them.
public struct CalibrationBin: Message {
    /// Rows, each by its weight: what was sampled stands for all that it was sampled from.
    public var count = 0.0
    /// Mean of the probabilities given.
    public var predicted = 0.0
    /// Share of positives.
    public var observed = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A calibration bin; what is left out is at its default.
    public init(count: Double = 0, predicted: Double = 0, observed: Double = 0) {
        self.count = count
        self.predicted = predicted
        self.observed = observed
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension CalibrationBin {
    public static let messageName = "tandem.v1.CalibrationBin"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.double(1, count)
        writer.double(2, predicted)
        writer.double(3, observed)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.double(&count)
            case 2: try reader.double(&predicted)
            case 3: try reader.double(&observed)
            default: break
            }
        }
    }
}

/// One figure that tells how good a model is.
public struct Metric: Message {
    /// Such as "validation_log_loss".
    public var name = ""
    /// In the unit that the name tells.
    public var value = 0.0
    /// Rows or queries it was measured on.
    public var count: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A metric; what is left out is at its default.
    public init(name: String = "", value: Double = 0, count: UInt64 = 0) {
        self.name = name
        self.value = value
        self.count = count
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Metric {
    public static let messageName = "tandem.v1.Metric"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.double(2, value)
        writer.uint64(3, count)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.double(&value)
            case 3: try reader.uint64(&count)
            default: break
            }
        }
    }
}

/// Logistic regression on standardised features, calibrated by Platt's method.
///
/// log-odds = slope x (bias + sum of weight x (value - mean) / deviation) + intercept.
public struct LogisticModel: Message {
    /// Which part of the model this is, such as "proposals".
    public var name = ""
    /// Names, in the order of all the lists that follow.
    public var features: [String] = []
    /// Of each feature in training.
    public var means: [Double] = []
    /// Standard deviation of each feature in training.
    public var deviations: [Double] = []
    /// In log-odds for one standard deviation of each feature.
    public var weights: [Double] = []
    /// Log-odds before calibration when every feature is at its mean.
    public var bias = 0.0
    /// Factor of Platt's method.
    public var calibrationSlope = 0.0
    /// Log-odds added by Platt's method.
    public var calibrationIntercept = 0.0
    /// Share of positives: the answer when nothing is known of a pair.
    public var prior = 0.0
    /// Standardised values are limited to this size; 0 for no limit.
    public var limit = 0.0
    /// What each feature is part of, such as "skills"; as many as features, or none.
    public var families: [String] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A logistic model; what is left out is at its default.
    public init(
        name: String = "",
        features: [String] = [],
        means: [Double] = [],
        deviations: [Double] = [],
        weights: [Double] = [],
        bias: Double = 0,
        calibrationSlope: Double = 0,
        calibrationIntercept: Double = 0,
        prior: Double = 0,
        limit: Double = 0,
        families: [String] = []
    ) {
        self.name = name
        self.features = features
        self.means = means
        self.deviations = deviations
        self.weights = weights
        self.bias = bias
        self.calibrationSlope = calibrationSlope
        self.calibrationIntercept = calibrationIntercept
        self.prior = prior
        self.limit = limit
        self.families = families
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension LogisticModel {
    public static let messageName = "tandem.v1.LogisticModel"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.repeatedString(2, features)
        writer.repeatedDouble(3, means)
        writer.repeatedDouble(4, deviations)
        writer.repeatedDouble(5, weights)
        writer.double(6, bias)
        writer.double(7, calibrationSlope)
        writer.double(8, calibrationIntercept)
        writer.double(9, prior)
        writer.double(10, limit)
        writer.repeatedString(11, families)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.repeatedString(&features)
            case 3: try reader.repeatedDouble(&means)
            case 4: try reader.repeatedDouble(&deviations)
            case 5: try reader.repeatedDouble(&weights)
            case 6: try reader.double(&bias)
            case 7: try reader.double(&calibrationSlope)
            case 8: try reader.double(&calibrationIntercept)
            case 9: try reader.double(&prior)
            case 10: try reader.double(&limit)
            case 11: try reader.repeatedString(&families)
            default: break
            }
        }
    }
}

/// A second level: boosted trees over how a candidate stands among the others, added to a multiple of the product's standing.
public struct RankingModel: Message {
    /// What it ranks, such as "match_freelancers".
    public var name = ""
    /// In the order of the trees' columns.
    public var features: [String] = []
    /// Trees in LightGBM's text form.
    public var trees = ""
    /// What the feature "z(product)" is multiplied with before the trees' answer is added.
    public var productWeight = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A ranking model; what is left out is at its default.
    public init(name: String = "", features: [String] = [], trees: String = "", productWeight: Double = 0) {
        self.name = name
        self.features = features
        self.trees = trees
        self.productWeight = productWeight
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RankingModel {
    public static let messageName = "tandem.v1.RankingModel"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.repeatedString(2, features)
        writer.string(3, trees)
        writer.double(4, productWeight)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.repeatedString(&features)
            case 3: try reader.string(&trees)
            case 4: try reader.double(&productWeight)
            default: break
            }
        }
    }
}

/// Softmax over hashed words and word pairs.
public struct TextClassifierModel: Message {
    /// Categories, in the order of the columns.
    public var labels: [String] = []
    /// Rows of the weight matrix; the feature's hash modulo this is its row.
    public var buckets: UInt32 = 0
    /// `buckets` x `labels`, row by row.
    public var weights: [Float] = []
    /// One for each label.
    public var biases: [Float] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A text classifier model; what is left out is at its default.
    public init(labels: [String] = [], buckets: UInt32 = 0, weights: [Float] = [], biases: [Float] = []) {
        self.labels = labels
        self.buckets = buckets
        self.weights = weights
        self.biases = biases
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension TextClassifierModel {
    public static let messageName = "tandem.v1.TextClassifierModel"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedString(1, labels)
        writer.uint32(2, buckets)
        writer.repeatedFloat(3, weights)
        writer.repeatedFloat(4, biases)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedString(&labels)
            case 2: try reader.uint32(&buckets)
            case 3: try reader.repeatedFloat(&weights)
            case 4: try reader.repeatedFloat(&biases)
            default: break
            }
        }
    }
}
