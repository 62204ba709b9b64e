internal import Contracts

extension RPCServer {
    /// Serves `tandem.v1.Reflection`.
    func registerReflection() {
        register(ReflectionService.listServices, on: .loop) { [weak self] _, _ in
            ListServicesResponse(services: RPCServer.services(of: self?.methodNames ?? []))
        }
        register(ReflectionService.getFiles, on: .loop) { [weak self] request, _ in
            let files = DeclaredFiles.contract
            let found: [DeclaredFiles.File]?
            if !request.symbol.isEmpty {
                found = files.files(symbol: request.symbol)
            } else if !request.file.isEmpty {
                found = files.files(named: request.file)
            } else {
                found = files.files(services: RPCServer.services(of: self?.methodNames ?? []).map(\.name))
            }
            guard let found else {
                let wanted = request.symbol.isEmpty ? request.file : request.symbol
                throw RPCError(.notFound, "no declaration of '\(wanted.prefix(200))'; ListServices names what there is")
            }
            return GetFilesResponse(files: found.map(\.bytes))
        }
    }

    /// What is served, with its declarations where there are some.
    private static func services(of methodNames: [String]) -> [ServiceDescription] {
        let declared = DeclaredFiles.contract
        let served = Set(methodNames)
        return Set(methodNames.map { String($0.prefix { $0 != "/" }) }).sorted().map { service in
            let names = declared.methodsOfService[service] ?? methodNames.filter { $0.hasPrefix(service + "/") }
            return ServiceDescription(
                name: service,
                methods: names.filter(served.contains).map { name in
                    declared.methods[name] ?? MethodDescription(name: String(name.dropFirst(service.count + 1)))
                })
        }
    }
}
