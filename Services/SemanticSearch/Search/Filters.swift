import Contracts
import Retrieval

extension Filter {
    /// Rates or budgets asked for; nil when there is no bound.
    var rates: ClosedRange<Int64>? {
        guard rateMinimum > 0 || rateMaximum > 0 else { return nil }
        let upper = rateMaximum > 0 ? rateMaximum : Int64.max
        return min(rateMinimum, upper)...upper
    }

    /// Keeps documents that have all skills, any of the categories, and any of the levels, of those asked for.
    fileprivate func restrict(_ passing: inout Bitmap, index: InvertedIndex, levels column: NumericColumn) {
        for key in skills.compactMap({ Vocabulary.key($0) }) {
            passing.formIntersection(index.documents(having: TermGroup(key, fields: DocumentField.skills.only)))
        }
        if !categories.isEmpty {
            passing.formIntersection(index.documents(havingAnyOf: categories, in: .category))
        }
        if !levels.isEmpty {
            var matching = Bitmap()
            for level in Set(levels) {
                let value = Int64(level.rawValue)
                matching.formUnion(column.documents(in: value...value))
            }
            passing.formIntersection(matching)
        }
    }
}

extension InvertedIndex {
    /// Documents that have any of some names as a whole in a field.
    fileprivate func documents(havingAnyOf names: [String], in field: DocumentField) -> Bitmap {
        documents(having: TermGroup(names.compactMap { Vocabulary.key($0) }, fields: field.only))
    }
}

extension FreelancerDocuments {
    /// Those that satisfy a filter.
    func passing(_ filter: Filter) -> Bitmap {
        var passing = known
        filter.restrict(&passing, index: index, levels: levels)
        if !filter.countries.isEmpty {
            passing.formIntersection(index.documents(havingAnyOf: filter.countries, in: .country))
        }
        if let range = filter.rates { passing.formIntersection(rates.documents(in: range)) }
        if filter.since > 0 { passing.formIntersection(lastActive.documents(in: filter.since ... .max)) }
        return passing
    }
}

extension JobDocuments {
    /// Those that satisfy a filter.
    ///
    /// A job without preferred countries takes freelancers from any, so it is in every country that is asked for.
    func passing(_ filter: Filter) -> Bitmap {
        var passing = filter.includeClosed ? known : open
        filter.restrict(&passing, index: index, levels: levels)
        if !filter.countries.isEmpty {
            var matching = index.documents(havingAnyOf: filter.countries, in: .country)
            matching.formUnion(anywhere)
            passing.formIntersection(matching)
        }
        if filter.pay != .unspecified {
            let pay = Int64(filter.pay.rawValue)
            passing.formIntersection(pays.documents(in: pay...pay))
        }
        if let range = filter.rates {
            if filter.pay == .fixed {
                passing.formIntersection(budgets.documents(in: range))
            } else {
                passing.formIntersection(hourlyMinima.documents(in: .min...range.upperBound))
                passing.formIntersection(hourlyMaxima.documents(in: range.lowerBound ... .max))
            }
        }
        if filter.since > 0 { passing.formIntersection(postedAt.documents(in: filter.since ... .max)) }
        return passing
    }
}
