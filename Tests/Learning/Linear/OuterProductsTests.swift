import Testing

@testable import Learning

@Suite struct OuterProductsTests {
    /// The sums of some blocks of random rows, and the same by the definition.
    private func sums(size: Int, usesWideVectors: Bool) -> (fast: [Double], slow: [Double]) {
        var generator = SeededGenerator(seed: 21)
        let products = OuterProducts(size: size, blockRows: 32, usesWideVectors: usesWideVectors)
        var slow = [Double](repeating: 0, count: size * size)
        for count in [32, 32, 7, 1] {
            for index in 0..<count {
                let row = (0..<size).map { _ in generator.normal() }
                let curvature = generator.uniform(in: 0..<1)
                for column in 0..<size { products.row(index)[column] = row[column] }
                products.scale(index, by: curvature)
                for i in 0..<size {
                    for j in 0..<size { slow[i * size + j] += curvature * row[i] * row[j] }
                }
            }
            products.add(count: count)
        }
        return (products.lowerTriangle, slow)
    }

    @Test(arguments: [1, 2, 3, 4, 7, 8, 9, 12, 16, 17, 29, 32, 33])
    func equalTheDefinition(size: Int) {
        for usesWideVectors in [false, true] {
            let (fast, slow) = sums(size: size, usesWideVectors: usesWideVectors)
            for i in 0..<size {
                for j in 0...i { #expect(abs(fast[i * size + j] - slow[i * size + j]) < 1e-12) }
            }
        }
    }

    @Test(arguments: [5, 29, 64])
    func areTheSameBitsWithWideVectors(size: Int) {
        let (wide, plain) = (
            sums(size: size, usesWideVectors: true).fast, sums(size: size, usesWideVectors: false).fast
        )
        for i in 0..<size {
            for j in 0...i { #expect(wide[i * size + j] == plain[i * size + j]) }
        }
    }
}
