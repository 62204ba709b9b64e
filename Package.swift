// swift-tools-version: 6.2
// The rooms of Tandem and which of them may import which. A room imports only rooms on lower floors, and no service
// imports another; docs/architecture.md has the picture.
import PackageDescription

/// What holds for every Swift target.
///
/// Swift 6 with strict concurrency, imports that say how far they reach, and warnings as errors. Release builds stay
/// testable so that tests and `make run` share one build.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    .unsafeFlags(["-enable-testing"], .when(configuration: .release)),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = [], settings more: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: settings + more)
}

func systemLibrary(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Shared/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func service(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    let shared: [Target.Dependency] = [
        "ProtobufWire", "Contracts", "RPC", "Marketplace", "Hosting", "Operations", "Text", "Learning",
    ]
    return .executableTarget(
        name: name, dependencies: shared + dependencies, path: "Services/\(name)", swiftSettings: settings)
}

func benchmark(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .executableTarget(
        name: "\(name)Benchmark", dependencies: dependencies, path: "Benchmarks/\(name)", exclude: exclude,
        swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], scripts: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)", exclude: scripts,
        swiftSettings: settings)
}

let package = Package(
    name: "Tandem",
    products: [
        .executable(name: "query-understanding", targets: ["QueryUnderstanding"]),
        .executable(name: "semantic-search", targets: ["SemanticSearch"]),
        .executable(name: "freelancer-model", targets: ["FreelancerModel"]),
        .executable(name: "client-model", targets: ["ClientModel"]),
        .executable(name: "recommender", targets: ["Recommender"]),
        .executable(name: "gateway", targets: ["Gateway"]),
        .executable(name: "tandem", targets: ["Operator"]),
    ],
    targets: [
        // Floor 0: libraries of the system.
        systemLibrary("CProtobufC", pkgConfig: "libprotobuf-c", apt: "libprotobuf-c-dev"),
        systemLibrary("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        systemLibrary("CMicroHTTPD", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
        .systemLibrary(name: "CEpoll", path: "Shared/CEpoll"),
        .systemLibrary(name: "CProcessor", path: "Shared/CProcessor"),
        systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),

        // Floor 1: no domain.
        room("ProtobufWire"),
        room("JSON"),
        room("Learning", ["CProcessor"]),
        room("Text", ["CProcessor"]),
        room("Operations"),
        .target(
            name: "ContractDescriptors", dependencies: ["CProtobufC"], path: "Shared/ContractDescriptors",
            publicHeadersPath: "."),

        // Floor 2.
        room("Retrieval", ["CProcessor", "Text"]),
        room("Contracts", ["ProtobufWire"]),

        // Floor 3.
        room("ProtobufJSON", ["ContractDescriptors", "JSON", "ProtobufWire"]),
        room(
            "RPC", ["ProtobufWire", "Contracts", "ContractDescriptors", "Operations", "CEpoll", "CZlib"],
            // A tenth of a small call's time; what a loop owns is touched by its thread only. Debug builds keep the checks.
            settings: [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]),

        // Floor 4.
        room("Marketplace", ["Contracts", "ProtobufWire", "JSON", "Operations", "CSQLite", "CZlib"]),

        // Floor 5.
        room("Hosting", ["Marketplace", "RPC", "Contracts", "ProtobufWire", "Operations", "CZlib"]),
        room(
            "Simulation", ["Marketplace", "Contracts", "JSON", "Learning", "Operations"],
            // The market is one object that one thread owns; the checks take a twentieth of its time.
            settings: [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]),
        room("MarketState", ["Marketplace", "Contracts", "ProtobufWire", "Learning", "Text"]),

        // Floor 6: services, which meet over RPC only.
        service("QueryUnderstanding"),
        service("SemanticSearch", ["Retrieval"]),
        service("FreelancerModel", ["MarketState"]),
        service("ClientModel", ["MarketState"]),
        service("Recommender"),
        service("Gateway", ["ProtobufJSON", "JSON", "CMicroHTTPD", "CZlib"]),
        service("Operator", ["ProtobufJSON", "JSON", "Simulation"]),

        // Figures that documents quote.
        benchmark("RPC", ["RPC", "Contracts", "ProtobufWire"]),
        benchmark("Codec", ["ProtobufWire"], exclude: ["peers", "run"]),
        benchmark("Learning", ["Learning"], exclude: ["run", "peers", "figures.tsv"]),
        benchmark(
            "Retrieval", ["Retrieval", "Text"], exclude: ["run", "peers.py", "LuceneMeasurement.java", "figures.tsv"]),

        // What tests of several rooms share.
        .target(
            name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport", swiftSettings: settings),
        tests("ProtobufWire", ["ProtobufWire"]),
        // A program for the public conformance suite, and its cases as tests.
        .executableTarget(
            name: "ConformanceProgram", dependencies: ["Contracts", "ProtobufWire"], path: "Tests/ConformanceProgram",
            swiftSettings: settings),
        tests("Conformance", ["ConformanceProgram", "ProtobufWire"]),
        // Damaged bytes for every decoder, by a seeded mutator; scripts/fuzz.
        .executableTarget(
            name: "CodecFuzzer", dependencies: ["Contracts", "ProtobufWire"], path: "Tests/Fuzzing",
            exclude: ["corpus"], swiftSettings: settings),
        tests("JSON", ["JSON"]),
        tests("Learning", ["Learning", "JSON", "TestSupport"]),
        tests("Text", ["Text", "TestSupport"]),
        tests("Operations", ["Operations"]),
        tests("Retrieval", ["Retrieval", "JSON", "Text", "TestSupport"]),
        tests(
            "Contracts", ["Contracts", "ProtobufWire", "ContractDescriptors", "CProtobufC", "TestSupport"],
            scripts: ["python_judge.py"]),
        tests("ProtobufJSON", ["ProtobufJSON", "JSON", "Contracts", "ProtobufWire"]),
        // A process whose wall clock the tests of RPC move.
        .executableTarget(
            name: "ClockJumpProgram", dependencies: ["RPC", "Contracts", "ProtobufWire"], path: "Tests/ClockJump",
            exclude: ["wall_clock.c"], swiftSettings: settings),
        tests("RPC", ["ClockJumpProgram", "RPC", "Contracts", "ProtobufWire", "CZlib", "TestSupport"]),
        // A process that the tests of the log kill while it appends.
        .executableTarget(
            name: "FactWriter", dependencies: ["Marketplace", "Contracts"], path: "Tests/FactWriter",
            swiftSettings: settings),
        tests("Marketplace", ["FactWriter", "Marketplace", "Contracts", "ProtobufWire", "JSON", "TestSupport"]),
        tests("Hosting", ["Hosting", "Marketplace", "RPC", "Contracts", "ProtobufWire", "Operations"]),
        tests(
            "Simulation",
            ["Simulation", "Marketplace", "Contracts", "JSON", "Learning", "Operations", "CZlib", "TestSupport"]),
        tests("MarketState", ["MarketState", "Marketplace", "Contracts", "Learning"]),
        tests(
            "QueryUnderstanding",
            [
                "QueryUnderstanding", "Contracts", "Marketplace", "Hosting", "RPC", "Operations", "Text",
                "ProtobufWire", "Learning", "TestSupport",
            ]),
        tests(
            "SemanticSearch",
            [
                "SemanticSearch", "Contracts", "Hosting", "Learning", "Marketplace", "Operations", "ProtobufWire",
                "RPC",
                "Retrieval", "Text",
            ]),
        tests("FreelancerModel", ["FreelancerModel", "MarketState", "Contracts", "Marketplace", "Learning"]),
        tests("ClientModel", ["ClientModel", "MarketState", "Contracts", "Marketplace", "Learning"]),
        tests(
            "Recommender", ["Recommender", "Contracts", "Hosting", "Marketplace", "Operations", "ProtobufWire", "RPC"]),
        tests(
            "Gateway",
            [
                "Gateway", "Hosting", "Marketplace", "Contracts", "RPC", "ProtobufJSON", "ProtobufWire", "Operations",
                "JSON", "CZlib", "ContractDescriptors", "Learning", "TestSupport",
            ], scripts: ["connect_client.py", "tandem_client_test.py"]),
        tests(
            "Operator",
            [
                "Operator", "Contracts", "Hosting", "Marketplace", "Operations", "ProtobufWire", "ProtobufJSON", "JSON",
                "Learning", "Simulation", "TestSupport",
            ]),
        tests("Integration", ["RPC", "Contracts", "ProtobufWire", "JSON", "Marketplace", "Operations"]),
    ]
)
