// What does this server speak (reflection.proto)?
public import ProtobufWire

/// Enough of a server to call it without having its `.proto` files.
public enum ReflectionService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.Reflection"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [listServices, getFiles] }

    /// All services of the server with their methods.
    public static let listServices = UnaryMethod<ListServicesRequest, ListServicesResponse>(
        "tandem.v1.Reflection/ListServices")

    /// The `.proto` files that declare them, compiled.
    ///
    /// NOT_FOUND for a symbol or file that the server doesn't know.
    public static let getFiles = UnaryMethod<GetFilesRequest, GetFilesResponse>(
        "tandem.v1.Reflection/GetFiles")
}

/// Asks for the services of a server.
public struct ListServicesRequest: Message {
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A list services request, which says all by its name.
    public init() {}
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ListServicesRequest {
    public static let messageName = "tandem.v1.ListServicesRequest"

    public func encode(to writer: inout WireWriter) {
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}

/// The services of a server.
public struct ListServicesResponse: Message {
    /// By name.
    public var services: [ServiceDescription] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A list services response; what is left out is at its default.
    public init(services: [ServiceDescription] = []) {
        self.services = services
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ListServicesResponse {
    public static let messageName = "tandem.v1.ListServicesResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, services)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&services)
            default: break
            }
        }
    }
}

/// A service that is served.
public struct ServiceDescription: Message {
    /// "tandem.v1.Gateway".
    public var name = ""
    /// As declared; methods that the server doesn't serve are left out.
    public var methods: [MethodDescription] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A service description; what is left out is at its default.
    public init(name: String = "", methods: [MethodDescription] = []) {
        self.name = name
        self.methods = methods
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ServiceDescription {
    public static let messageName = "tandem.v1.ServiceDescription"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.repeatedMessage(2, methods)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.repeatedMessage(&methods)
            default: break
            }
        }
    }
}

/// A method of a service.
public struct MethodDescription: Message {
    /// "MatchFreelancers".
    public var name = ""
    /// "tandem.v1.MatchFreelancersRequest"; empty when the server has no declaration of the method.
    public var request = ""
    /// Response.
    public var response = ""
    /// Client streaming.
    public var clientStreaming = false
    /// Server streaming.
    public var serverStreaming = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A method description; what is left out is at its default.
    public init(
        name: String = "",
        request: String = "",
        response: String = "",
        clientStreaming: Bool = false,
        serverStreaming: Bool = false
    ) {
        self.name = name
        self.request = request
        self.response = response
        self.clientStreaming = clientStreaming
        self.serverStreaming = serverStreaming
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MethodDescription {
    public static let messageName = "tandem.v1.MethodDescription"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.string(2, request)
        writer.string(3, response)
        writer.bool(4, clientStreaming)
        writer.bool(5, serverStreaming)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.string(&request)
            case 3: try reader.string(&response)
            case 4: try reader.bool(&clientStreaming)
            case 5: try reader.bool(&serverStreaming)
            default: break
            }
        }
    }
}

/// Asks for declarations.
public struct GetFilesRequest: Message {
    /// A service, method, message or enumeration, such as "tandem.v1.Gateway".
    public var symbol = ""
    /// Or a file, such as "tandem/v1/gateway.proto".
    ///
    /// With neither, all files of the services that are served.
    public var file = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A get files request; what is left out is at its default.
    public init(symbol: String = "", file: String = "") {
        self.symbol = symbol
        self.file = file
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension GetFilesRequest {
    public static let messageName = "tandem.v1.GetFilesRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, symbol)
        writer.string(2, file)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&symbol)
            case 2: try reader.string(&file)
            default: break
            }
        }
    }
}

/// Declarations, compiled.
public struct GetFilesResponse: Message {
    /// One `google.protobuf.FileDescriptorProto` each, every file after those that it imports.
    public var files: [[UInt8]] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A get files response; what is left out is at its default.
    public init(files: [[UInt8]] = []) {
        self.files = files
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension GetFilesResponse {
    public static let messageName = "tandem.v1.GetFilesResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedBytes(1, files)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedBytes(&files)
            default: break
            }
        }
    }
}
