extension DescriptorPool {
    /// A listing, in the language of `.proto` files, of a service, a method with its messages, a message or an
    /// enumeration; nil when the pool has none of this name.
    ///
    /// - Parameter name: A full name (`tandem.v1.Gateway`, `tandem.v1.Gateway/MatchFreelancers`, `tandem.v1.Filter`)
    ///   or the end of one after a dot (`Gateway`, `Gateway/MatchFreelancers`, `Filter`), when it is the only one.
    public func describe(_ name: String) -> String? {
        if let service = find(name, in: services, \.fullName) { return text(of: service) }
        if let place = find(name, in: Array(messages.indices), { messages[$0].fullName }) {
            return text(ofMessage: place)
        }
        if let enumeration = find(name, in: enumerations, \.fullName) { return text(of: enumeration) }
        guard let method = find(name, in: services.flatMap(\.methods), \.fullName) else { return nil }
        var listing = "\(text(of: method))\n\n" + text(ofMessage: method.request)
        if method.response != method.request { listing += "\n" + text(ofMessage: method.response) }
        return listing
    }

    /// Names that `describe` knows, services first, each group sorted.
    public var describedNames: [String] {
        services.map(\.fullName).sorted() + messages.map(\.fullName).sorted() + enumerations.map(\.fullName).sorted()
    }

    private func find<Declaration>(
        _ name: String, in declarations: [Declaration], _ fullName: (Declaration) -> String
    ) -> Declaration? {
        if let exact = declarations.first(where: { fullName($0) == name }) { return exact }
        let ending = declarations.filter { fullName($0).hasSuffix("." + name) }
        return ending.count == 1 ? ending[0] : nil
    }

    private func text(of service: ServiceDescriptor) -> String {
        let methods = service.methods.map { "  \(text(of: $0))\n" }.joined()
        return "service \(service.fullName) {\n\(methods)}\n"
    }

    private func text(of method: MethodDescriptor) -> String {
        let request = (method.isClientStreaming ? "stream " : "") + messages[method.request].fullName
        let response = (method.isServerStreaming ? "stream " : "") + messages[method.response].fullName
        return "rpc \(method.name)(\(request)) returns (\(response));"
    }

    private func text(of enumeration: EnumerationDescriptor) -> String {
        let constants = enumeration.constants.map { "  \($0.name) = \($0.number);\n" }.joined()
        return "enum \(enumeration.fullName) {\n\(constants)}\n"
    }

    private func text(ofMessage place: Int) -> String {
        let message = messages[place]
        var listing = "message \(message.fullName) {\n"
        var written: Set<Int> = []
        for field in message.fields {
            guard let oneof = field.oneof else {
                listing += "  \(text(of: field))\n"
                continue
            }
            guard written.insert(oneof).inserted else { continue }
            listing += "  oneof \(message.oneofs[oneof]) {\n"
            for member in message.fields where member.oneof == oneof { listing += "    \(text(of: member))\n" }
            listing += "  }\n"
        }
        return listing + "}\n"
    }

    private func text(of field: FieldDescriptor) -> String {
        "\(field.isRepeated ? "repeated " : "")\(name(of: field.type)) \(field.name) = \(field.number);"
    }

    private func name(of type: FieldType) -> String {
        switch type {
        case .message(let place): messages[place].fullName
        case .enumeration(let place): enumerations[place].fullName
        default: "\(type)"
        }
    }
}
