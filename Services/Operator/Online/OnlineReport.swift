import JSON
import Learning
import Operations

/// What an online evaluation found, as tables and as JSON.
struct OnlineReport: Sendable {
    let evaluation: OnlineEvaluation
    let windowDays: Int

    // MARK: For people

    func text() -> String {
        var text = """
            \(evaluation.exposures) rankings of which is known to whom they were shown (\(evaluation.unattributed) others). What comes of a \
            place within \(windowDays) days counts for the last ranking that showed it. All figures are a ranking; intervals \
            have 95 %, over units.\n
            """
        for comparison in evaluation.comparisons { text += "\n" + self.text(comparison) }
        if !evaluation.interleavings.isEmpty { text += "\n" + interleavingText() }
        if !evaluation.offPolicy.isEmpty { text += "\n" + offPolicyText() }
        if !evaluation.examinations.isEmpty { text += "\n" + examinationText() }
        return text
    }

    private func text(_ comparison: ArmComparison) -> String {
        var table = TextTable([
            .left("arm"), .right("share"), .right("units"), .right("rankings"), .left("outcome"), .right("a ranking"),
            .right("difference"), .left("interval"), .right("p"), .left(""),
        ])
        for arm in comparison.arms {
            for (row, outcome) in comparison.question.outcomes.enumerated() {
                let head =
                    row == 0
                    ? [arm.name, threeDecimals(arm.share), "\(arm.units)", "\(arm.exposures)"] : ["", "", "", ""]
                var cells = head + [outcome.rawValue, threeDecimals(arm.means[outcome]?.value ?? 0)]
                let found = comparison.differences.first { $0.arm == arm.name && $0.outcome == outcome }
                if let found {
                    cells += [
                        signed(found.difference.value), interval(found.difference.interval()),
                        threeDecimals(found.correctedP), found.isSignificant ? "*" : "",
                    ]
                }
                table.add(cells)
            }
        }
        var text =
            "Experiment \(comparison.experiment), \(comparison.question.rawValue); differences to \(comparison.control)\n"
        text += table.render()
        text += "p: corrected for all differences of the table (Holm); * below \(ArmComparison.level). "
        if let shareP = comparison.shareP {
            text += "Units by arm against their shares: p = \(threeDecimals(shareP))"
            text +=
                comparison.hasShareMismatch ? ", A MISMATCH: don't believe the table, find what loses units.\n" : ".\n"
        } else {
            text += "Shares were changed, or there is one arm: numbers of units are not tested.\n"
        }
        if comparison.crossedUnits > 0 {
            text += "\(comparison.crossedUnits) units were in several arms and are left out.\n"
        }
        return text
    }

    private func interleavingText() -> String {
        var table = TextTable([
            .left("experiment"), .left("question"), .left("outcome"), .right("rankings"), .left("first"),
            .right("votes"),
            .left("second"), .right("votes"), .right("ties"), .right("for the first"), .left("interval"), .right("p"),
            .left(""),
        ])
        for result in evaluation.interleavings {
            table.add([
                result.experiment, result.question.rawValue, result.outcome.rawValue, "\(result.exposures)",
                result.first,
                "\(result.firstVotes)", result.second, "\(result.secondVotes)", "\(result.ties)",
                threeDecimals(result.preference), interval(result.interval), threeDecimals(result.pValue),
                result.pValue < ArmComparison.level ? "*" : "",
            ])
        }
        return "Interleaved: a vote a unit, for the fusion of whose picks more came to something\n" + table.render()
    }

    private func offPolicyText() -> String {
        var table = TextTable([
            .left("question"), .left("outcome"), .left("served"), .left("judged"), .right("IPS"), .right("SNIPS"),
            .right("doubly robust"), .left("interval"), .right("measured"), .right("coverage"), .right("effective"),
            .left("refused because"),
        ])
        for result in evaluation.offPolicy {
            let isUsable = result.evaluation.refusals.isEmpty
            func value(_ estimate: OffPolicyEvaluation.Estimate) -> String {
                isUsable ? threeDecimals(estimate.value) : "-"
            }
            table.add([
                result.question.rawValue, result.outcome.rawValue, result.served, result.target,
                value(result.evaluation.inversePropensity), value(result.evaluation.selfNormalized),
                value(result.evaluation.doublyRobust),
                isUsable ? interval(result.evaluation.doublyRobust.interval()) : "",
                result.measured.map { threeDecimals($0.value) } ?? "", threeDecimals(result.evaluation.coverage),
                "\(Int(result.evaluation.effectiveSampleSize))", result.evaluation.refusals.joined(separator: "; "),
            ])
        }
        return "Other fusions, judged from explored rankings (measured: where they served, unshuffled)\n"
            + table.render()
    }

    private func examinationText() -> String {
        var table = TextTable(
            [.left("question"), .left("from"), .right("rankings")]
                + (1...Examination.places).map { .right("place \($0)") })
        for examination in evaluation.examinations {
            table.add(
                [examination.question.rawValue, examination.source.rawValue, "\(examination.exposures)"]
                    + examination.curve.probabilities.map(threeDecimals))
        }
        return "Places looked at, in units of the first\n" + table.render()
    }

    private func interval(_ bounds: (lower: Double, upper: Double)) -> String {
        guard bounds.lower.isFinite, bounds.upper.isFinite else { return "too few units" }
        return "\(threeDecimals(bounds.lower)) to \(threeDecimals(bounds.upper))"
    }

    private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + threeDecimals(value) }

    // MARK: For programs

    func json() -> JSONValue {
        [
            "exposures": JSONValue(UInt64(evaluation.exposures)),
            "unattributed": JSONValue(UInt64(evaluation.unattributed)), "window_days": JSONValue(UInt64(windowDays)),
            "experiments": .array(evaluation.comparisons.map(json)),
            "interleavings": .array(evaluation.interleavings.map(json)),
            "off_policy": .array(evaluation.offPolicy.map(json)),
            "examination": .array(
                evaluation.examinations.map {
                    [
                        "question": .string($0.question.rawValue), "source": .string($0.source.rawValue),
                        "exposures": JSONValue(UInt64($0.exposures)),
                        "probabilities": .array($0.curve.probabilities.map { JSONValue($0) }),
                    ]
                }),
        ]
    }

    private func json(_ comparison: ArmComparison) -> JSONValue {
        let arms = comparison.arms.map { arm -> JSONValue in
            [
                "name": .string(arm.name), "share": JSONValue(arm.share), "units": JSONValue(UInt64(arm.units)),
                "exposures": JSONValue(UInt64(arm.exposures)),
                "outcomes": JSONValue(
                    comparison.question.outcomes.map { outcome -> (String, JSONValue) in
                        let mean = arm.means[outcome]
                        return (
                            outcome.rawValue,
                            [
                                "value": JSONValue(mean?.value ?? 0),
                                "standard_error": JSONValue(mean?.standardError ?? .infinity),
                            ]
                        )
                    }),
            ]
        }
        let differences = comparison.differences.map { found -> JSONValue in
            [
                "arm": .string(found.arm), "outcome": .string(found.outcome.rawValue),
                "difference": JSONValue(found.difference.value), "lower": JSONValue(found.difference.interval().lower),
                "upper": JSONValue(found.difference.interval().upper), "p": JSONValue(found.difference.pValue),
                "corrected_p": JSONValue(found.correctedP), "significant": .bool(found.isSignificant),
            ]
        }
        return [
            "experiment": .string(comparison.experiment), "question": .string(comparison.question.rawValue),
            "control": .string(comparison.control), "arms": .array(arms), "differences": .array(differences),
            "share_p": comparison.shareP.map { JSONValue($0) } ?? .null,
            "share_mismatch": .bool(comparison.hasShareMismatch),
            "crossed_units": JSONValue(UInt64(comparison.crossedUnits)),
        ]
    }

    private func json(_ result: InterleavingResult) -> JSONValue {
        [
            "experiment": .string(result.experiment), "arm": .string(result.arm),
            "question": .string(result.question.rawValue), "outcome": .string(result.outcome.rawValue),
            "exposures": JSONValue(UInt64(result.exposures)), "first": .string(result.first),
            "second": .string(result.second), "first_votes": JSONValue(UInt64(result.firstVotes)),
            "second_votes": JSONValue(UInt64(result.secondVotes)), "ties": JSONValue(UInt64(result.ties)),
            "preference": JSONValue(result.preference), "lower": JSONValue(result.interval.lower),
            "upper": JSONValue(result.interval.upper), "p": JSONValue(result.pValue),
        ]
    }

    private func json(_ result: OffPolicyResult) -> JSONValue {
        func json(_ estimate: OffPolicyEvaluation.Estimate) -> JSONValue {
            let bounds = estimate.interval()
            return [
                "value": JSONValue(estimate.value), "lower": JSONValue(bounds.lower), "upper": JSONValue(bounds.upper),
            ]
        }
        let found = result.evaluation
        var members: [(String, JSONValue)] = [
            ("question", .string(result.question.rawValue)), ("outcome", .string(result.outcome.rawValue)),
            ("served", .string(result.served)), ("target", .string(result.target)),
            ("rankings", JSONValue(UInt64(found.rankings))), ("units", JSONValue(UInt64(found.units))),
            ("coverage", JSONValue(found.coverage)), ("effective_sample_size", JSONValue(found.effectiveSampleSize)),
            ("largest_weight", JSONValue(found.largestWeight)),
            ("refusals", .array(found.refusals.map { .string($0) })),
        ]
        if found.refusals.isEmpty {
            members += [
                ("ips", json(found.inversePropensity)), ("snips", json(found.selfNormalized)),
                ("doubly_robust", json(found.doublyRobust)),
            ]
        }
        if let measured = result.measured {
            members += [
                ("measured", JSONValue(measured.value)), ("measured_standard_error", JSONValue(measured.standardError)),
            ]
        }
        return JSONValue(members)
    }
}
