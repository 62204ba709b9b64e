// swift-tools-version: 6.1
// A package of its own, so that Tandem itself depends on none. `scripts/bench-rpc` copies it, puts the header of the
// C peers and what protoc generates beside it, and builds it there.
import PackageDescription

let dependencies: [Target.Dependency] = [
    .product(name: "GRPCCore", package: "grpc-swift-2"),
    .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
    .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
    .product(name: "SwiftProtobuf", package: "swift-protobuf"),
]

let package = Package(
    name: "grpc-swift-peer",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/grpc/grpc-swift-2.git", exact: "2.4.3"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", exact: "2.9.2"),
        .package(url: "https://github.com/grpc/grpc-swift-protobuf.git", exact: "2.4.1"),
        .package(url: "https://github.com/apple/swift-protobuf.git", exact: "1.39.0", traits: []),
    ],
    targets: [
        .target(name: "BenchClock"),
        .executableTarget(name: "grpc-swift-server", dependencies: dependencies),
        .executableTarget(name: "grpc-swift-client", dependencies: dependencies + ["BenchClock"]),
    ]
)
