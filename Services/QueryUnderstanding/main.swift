import Hosting
import Operations

// A faulty table is found by the tests; should one get through, it is better said than served.
if case .failure(let error) = Ontology.builtIn {
    StandardStream.error.write("query-understanding: the built-in ontology can't be used: \(error)\n")
}
await ServiceProcess<QueryUnderstandingHost>.main()
