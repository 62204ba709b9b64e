// swift-tools-version: 6.1
// A package of its own, so that Tandem itself depends on none. SWIFT_PROTOBUF may name a folder that holds the peer's
// source; without it the package is fetched.
import PackageDescription

let source: Package.Dependency =
    if let folder = Context.environment["SWIFT_PROTOBUF"] {
        .package(name: "swift-protobuf", path: folder)
    } else {
        .package(url: "https://github.com/apple/swift-protobuf.git", exact: "1.39.0")
    }

let package = Package(
    name: "swift-protobuf-peer",
    dependencies: [source],
    targets: [
        .executableTarget(
            name: "SwiftProtobufPeer",
            dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
