/// A country people of the marketplace live in.
struct Country: Sendable {
    /// ISO 3166-1 alpha-2.
    let code: String
    /// In running text.
    let name: String
    /// What an hour costs there, relative to the most expensive.
    let wage: Double
    /// Minutes east of UTC, without summer time.
    let utcOffset: Int
    /// Share among freelancers, relative to the other countries.
    let freelancers: Double
    /// Share among clients, relative to the other countries.
    let clients: Double

    /// All countries, in an order that never changes: drawings depend on it.
    static let all: [Country] = [
        Country(code: "US", name: "the United States", wage: 1.0, utcOffset: -300, freelancers: 12, clients: 38),
        Country(code: "GB", name: "the UK", wage: 0.92, utcOffset: 0, freelancers: 5, clients: 10),
        Country(code: "CA", name: "Canada", wage: 0.9, utcOffset: -300, freelancers: 3, clients: 7),
        Country(code: "AU", name: "Australia", wage: 0.9, utcOffset: 600, freelancers: 2, clients: 7),
        Country(code: "DE", name: "Germany", wage: 0.88, utcOffset: 60, freelancers: 2, clients: 6),
        Country(code: "FR", name: "France", wage: 0.8, utcOffset: 60, freelancers: 2, clients: 3),
        Country(code: "NL", name: "the Netherlands", wage: 0.88, utcOffset: 60, freelancers: 1, clients: 3),
        Country(code: "CH", name: "Switzerland", wage: 1.0, utcOffset: 60, freelancers: 1, clients: 2),
        Country(code: "ES", name: "Spain", wage: 0.62, utcOffset: 60, freelancers: 3, clients: 2),
        Country(code: "PT", name: "Portugal", wage: 0.52, utcOffset: 0, freelancers: 2, clients: 1),
        Country(code: "IT", name: "Italy", wage: 0.62, utcOffset: 60, freelancers: 2, clients: 2),
        Country(code: "PL", name: "Poland", wage: 0.5, utcOffset: 60, freelancers: 3, clients: 1),
        Country(code: "UA", name: "Ukraine", wage: 0.4, utcOffset: 120, freelancers: 6, clients: 1),
        Country(code: "RO", name: "Romania", wage: 0.42, utcOffset: 120, freelancers: 2, clients: 1),
        Country(code: "RS", name: "Serbia", wage: 0.4, utcOffset: 60, freelancers: 3, clients: 0.5),
        Country(code: "EG", name: "Egypt", wage: 0.26, utcOffset: 120, freelancers: 3, clients: 0.5),
        Country(code: "NG", name: "Nigeria", wage: 0.24, utcOffset: 60, freelancers: 4, clients: 0.5),
        Country(code: "ZA", name: "South Africa", wage: 0.4, utcOffset: 120, freelancers: 2, clients: 1),
        Country(code: "IN", name: "India", wage: 0.28, utcOffset: 330, freelancers: 15, clients: 4),
        Country(code: "PK", name: "Pakistan", wage: 0.22, utcOffset: 300, freelancers: 8, clients: 1),
        Country(code: "BD", name: "Bangladesh", wage: 0.2, utcOffset: 360, freelancers: 6, clients: 0.5),
        Country(code: "PH", name: "the Philippines", wage: 0.22, utcOffset: 480, freelancers: 9, clients: 1),
        Country(code: "VN", name: "Vietnam", wage: 0.26, utcOffset: 420, freelancers: 2, clients: 0.5),
        Country(code: "BR", name: "Brazil", wage: 0.4, utcOffset: -180, freelancers: 4, clients: 1),
        Country(code: "AR", name: "Argentina", wage: 0.38, utcOffset: -180, freelancers: 3, clients: 0.5),
    ]
}

/// What a client's company does, and what such companies are called in a job post.
struct Industry: Sendable {
    /// As the marketplace writes it.
    let name: String
    /// With article: "a bakery".
    let businesses: [String]

    /// All industries; at most 16, so that a taste for some of them is one word.
    static let all: [Industry] = [
        Industry(name: "Food & Beverage", businesses: ["a bakery", "a coffee roaster", "a caf\u{e9}", "a restaurant"]),
        Industry(name: "Health", businesses: ["a dental clinic", "a health start-up", "a pharmacy", "a care service"]),
        Industry(name: "Education", businesses: ["a language school", "an online academy", "a university spin-off"]),
        Industry(name: "Real Estate", businesses: ["a property manager", "a real estate agency", "a housing co-op"]),
        Industry(name: "E-commerce", businesses: ["an online retailer", "a fashion brand", "a furniture shop"]),
        Industry(name: "Travel", businesses: ["a travel agency", "a small hotel", "a surf camp", "a tour operator"]),
        Industry(name: "Financial Services", businesses: ["a fintech", "an insurance broker", "a payments company"]),
        Industry(name: "Manufacturing", businesses: ["a machine builder", "a sensor maker", "a family-run factory"]),
        Industry(name: "Media", businesses: ["a film studio", "a magazine", "a podcast network", "a publisher"]),
        Industry(name: "Sports & Fitness", businesses: ["a gym", "a yoga studio", "a cycling club", "a sports brand"]),
        Industry(name: "Nonprofit", businesses: ["a charity", "an animal shelter", "a museum", "a foundation"]),
        Industry(name: "Software", businesses: ["a SaaS start-up", "a game studio", "a security vendor"]),
        Industry(name: "Legal", businesses: ["a law firm", "a notary", "a compliance consultancy"]),
        Industry(name: "Logistics", businesses: ["a courier", "a freight forwarder", "a warehouse operator"]),
        Industry(name: "Agriculture", businesses: ["a vineyard", "an organic farm", "a seed trader"]),
    ]
}
