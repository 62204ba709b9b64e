// swift-tools-version: 6.1
// A package of its own, so that Tandem itself depends on none.
import PackageDescription

let package = Package(
    name: "swift-protobuf-peer",
    dependencies: [.package(url: "https://github.com/apple/swift-protobuf.git", exact: "1.39.0", traits: [])],
    targets: [
        .executableTarget(
            name: "SwiftProtobufPeer",
            dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
