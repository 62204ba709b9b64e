import Learning

// Running text: words for the slots of phrases, and the slips of the hasty.
extension Market {
    /// The words of a freelancer's own texts.
    func words(of freelancer: SimulatedFreelancer) -> Words {
        let practice = freelancer.practice
        let trade = Trade.all[practice.trade]
        let industry = Industry.all[likedIndustry(freelancer)]
        var words = Words()
        words.occupation = word(of: trade.occupations, near: practice.stated, in: trade)
        words.deliverable = word(of: trade.deliverables, near: practice.stated, in: trade)
        words.industry = industry.name
        words.business = industry.businesses[random.integer(below: industry.businesses.count)]
        words.country = Country.all[freelancer.country].name
        words.years = freelancer.years
        words.days = random.integer(in: 3...30)
        words.skills = spellings(of: practice.stated, in: trade)
        return words
    }

    /// The words of a client's own texts.
    func words(of client: SimulatedClient) -> Words {
        var words = Words()
        words.company = client.company
        words.business = client.business
        words.industry = Industry.all[client.industry].name
        words.country = Country.all[client.country].name
        return words
    }

    /// Ways to write the skills of a set, in mixed order.
    func spellings(of skills: UInt32, in trade: Trade) -> [String] {
        var names: [String] = []
        for (place, skill) in trade.skills.enumerated() where skills & (1 << UInt32(place)) != 0 {
            let other = random.integer(below: skill.spellings.count)
            names.append(skill.spellings[random.bernoulli(0.6) ? 0 : other])
        }
        random.shuffle(&names)
        return names
    }

    /// A sentence, its first letter a capital.
    func phrase(_ phrases: [Phrase], _ words: inout Words) -> String {
        var text: [UInt8] = []
        fill(phrases, &words, into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends phrases that all differ, with spaces between, in mixed order.
    func fill(_ count: Int, of phrases: [Phrase], _ words: inout Words, into text: inout [UInt8]) {
        var places = random.sampledIndices(count: min(count, phrases.count), of: phrases.count)
        random.shuffle(&places)
        for place in places {
            if !text.isEmpty { text.append(UInt8(ascii: " ")) }
            fill([phrases[place]], &words, into: &text)
        }
    }

    /// One of a trade's occupations or deliverables, near to one of the skills in the trade's order.
    func word(of list: [String], near skills: UInt32, in trade: Trade) -> String {
        var rest = skills
        for _ in 0..<random.integer(below: max(skills.nonzeroBitCount, 1)) { rest &= rest - 1 }
        let skill = min(rest.trailingZeroBitCount, trade.skills.count - 1)
        let middle = (Double(skill) + 0.5) / Double(trade.skills.count) * Double(list.count)
        let place = Int((middle + random.normal(deviation: 0.8)).rounded(.down))
        return list[min(max(place, 0), list.count - 1)]
    }

    /// Appends one of the phrases, its first letter a capital.
    func fill(_ phrases: [Phrase], _ words: inout Words, into text: inout [UInt8]) {
        let start = text.count
        words.fill(phrases[random.integer(below: phrases.count)], into: &text)
        guard start < text.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[start]) else { return }
        // Small on purpose: iPhone, iOS.
        let second = start + 1 < text.count ? text[start + 1] : 0
        if !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(second) { text[start] -= 32 }
    }

    /// Swaps or drops letters here and there, as happens in haste.
    func addSlips(to text: inout [UInt8], every letters: Double) {
        func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        var place = Int(random.exponential(mean: letters))
        while place + 1 < text.count {
            if isLetter(text[place]), isLetter(text[place + 1]) {
                if random.bernoulli(0.6) { text.swapAt(place, place + 1) } else { text.remove(at: place) }
            }
            place += 2 + Int(random.exponential(mean: letters))
        }
    }

    private func likedIndustry(_ freelancer: SimulatedFreelancer) -> Int {
        var rest = freelancer.industries
        for _ in 0..<random.integer(below: max(1, rest.nonzeroBitCount)) { rest &= rest - 1 }
        return min(rest.trailingZeroBitCount, Industry.all.count - 1)
    }
}
