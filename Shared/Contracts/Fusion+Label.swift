extension Fusion {
    /// The name by which people and logs speak of it, such as "client-only"; empty when it is none of the contract's.
    public var label: String {
        guard let constant = Fusion.constants.first(where: { $0.value == self }) else { return "" }
        return String(constant.name.dropFirst("FUSION_".count).lowercased().map { $0 == "_" ? "-" : $0 })
    }

    /// The fusion of a name, or nil when there is none.
    public init?(label: String) {
        guard let constant = Fusion.constants.first(where: { $0.value.label == label }) else { return nil }
        self = constant.value
    }
}
