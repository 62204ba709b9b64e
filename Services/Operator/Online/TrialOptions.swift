import Operations

/// What the gateway tries out, as commands that start one hand it on.
enum TrialOptions {
    static let options: [CommandOption] = [
        .option(
            "experiment", value: "NAME=ARM:SHARE,…",
            help: "the gateway serves units by arms, such as fusion=product:0.5,learned:0.5 (may be repeated)"),
        .option("explore", value: "SHARE", help: "of matches whose first places the gateway shuffles, 0 to 0.5"),
        .option("explore-depth", value: "PLACES", help: "that are shuffled"),
        .option("draw-seed", value: "NUMBER", help: "of all that the gateway draws"),
    ]

    /// The same for the gateway; it checks them.
    static func gatewayArguments(_ arguments: Arguments) -> [String] {
        var words = arguments.all("experiment").flatMap { ["--experiment", $0] }
        for name in ["explore", "explore-depth", "draw-seed"] {
            if let value = arguments[name] { words += ["--\(name)", value] }
        }
        return words
    }
}
