import Contracts
import JSON

extension Artifact {
    /// The figures of its training by name, for programs.
    var metricsJSON: JSONValue {
        JSONValue(
            metrics.map { ($0.name, ["value": JSONValue($0.value), "count": JSONValue($0.count)] as JSONValue) })
    }
}
