/// Names of concepts that are, more often than not, ordinary words of English meaning something else.
///
/// "We express our thanks", "of course", "send your proposal": such a word names the concept only if the text around it
/// speaks of the same things, or if it is written like a name, or is nearly all there is.
enum OrdinaryWords {
    /// Whether a lower-case word is one of them, in singular or plural.
    static func contains(_ word: String) -> Bool { words.contains(word) }

    private static let words: Set<String> = {
        let listed = list.split(separator: " ").map(String.init)
        return Set(listed + listed.compactMap(PluralForms.other))
    }()

    private static let list =
        """
        access affiliate agile agreement airflow alteration apollo article audit bash beat beauty billing blueprint \
        bottling bubble budget buffer business caption celebration chart chatting clay coach confluent construction \
        container contract cook coo course creative cv cypress dart delivery documentation drafting driving droplet \
        electron elixir embedded ember event excel experimentation expo express facilitation flask flutter freight \
        function funnel go graph handout hiring hobby hop icon infrastructure intercom interior intro inventory \
        investing ionic jasmine lander language lead leisure lesson licensing looker macro maker manual mastering \
        maya mediation meet moderation mover naming node notion operation ops oracle orchestration outlook packaging \
        pod polish postman premiere presentation producer profiling prompt proposal purchasing rag rails recipe reel \
        regulation removal researcher resume roadmap ruby rust sage sale scheduling science script shipping shop \
        short sketch slack slide solar solidity sourcing spark spirit sprint sprite staging statistic stat stream \
        stripe survey swift takeoff teachable team thesis tiling trainer training typing unity unreal visa waterfall \
        wave wiring word workout zoom
        """
}
