import Dispatch
import Operations
import Testing

@Suite("Metrics")
struct MetricsTests {
    @Test func writesPrometheusText() {
        let registry = MetricsRegistry()
        registry.counter("b_total", help: "Bees.", labels: ["kind": "queen \"x\"\n", "a": "1"]).increment(by: 3)
        registry.gauge("temperature", help: "Now.\nHere.").set(-1.5)
        registry.gauge("computed", help: "Asked.") { 7 }
        let histogram = registry.histogram("seconds", help: "Time.", labels: ["m": "x"], buckets: [0.1, 1])
        for value in [0.1, 0.5, 3] { histogram.observe(value) }
        let expected = """
            # HELP b_total Bees.
            # TYPE b_total counter
            b_total{a="1",kind="queen \\"x\\"\\n"} 3
            # HELP computed Asked.
            # TYPE computed gauge
            computed 7
            # HELP seconds Time.
            # TYPE seconds histogram
            seconds_bucket{m="x",le="0.1"} 1
            seconds_bucket{m="x",le="1"} 2
            seconds_bucket{m="x",le="+Inf"} 3
            seconds_sum{m="x"} 3.6
            seconds_count{m="x"} 3
            # HELP temperature Now.\\nHere.
            # TYPE temperature gauge
            temperature -1.5

            """
        #expect(registry.prometheusText() == expected)
    }

    @Test func theSameNameAndLabelsAreOneMetric() {
        let registry = MetricsRegistry()
        let first = registry.counter("x_total", help: "X.", labels: ["a": "1"])
        #expect(first === registry.counter("x_total", help: "X.", labels: ["a": "1"]))
        #expect(first !== registry.counter("x_total", help: "X.", labels: ["a": "2"]))
    }

    @Test func losesNoCountAmongThreads() {
        let registry = MetricsRegistry()
        let counter = registry.counter("n_total", help: "N.")
        let gauge = registry.gauge("g", help: "G.")
        let histogram = registry.histogram("h", help: "H.", buckets: [1])
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<1_000 {
                counter.increment()
                gauge.add(1)
                histogram.observe(0.5)
            }
        }
        #expect(counter.value == 8_000)
        #expect(gauge.value == 8_000)
        #expect(histogram.snapshot().counts == [8_000, 0])
    }
}
