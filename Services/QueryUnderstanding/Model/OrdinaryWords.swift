/// Names of concepts that are, more often than not, ordinary words of English meaning something else.
///
/// "We express our thanks", "of course", "send your proposal": such a word names the concept only if the text around it
/// speaks of the same things, or if it is written like a name, or is nearly all there is.
enum OrdinaryWords {
    /// Whether a lower-case word is one of them.
    static func contains(_ word: String) -> Bool { words.contains(word) }

    private static let words: Set<String> = Set(
        ("access affiliate agreement agreements alterations apollo articles audit beat beats billing "
            + "blueprint blueprints bottling bubble budgets buffer business celebrations charts chatting clay coach "
            + "coaches confluent construction containers contract contracts cook cooks coo course courses "
            + "cv cvs cypress dart delivery documentation drafting driving droplet "
            + "electron elixir embedded ember events excel experimentation expo express facilitation flask "
            + "flexible flutter forms freight functions funnels graphs handout helm hiring hobbies hobby hops hosting "
            + "icons infrastructure intercom interiors intros inventory investing ionic jasmine lander leads lean "
            + "leisure lessons licensing looker macro macros maker manuals mastering maya mediation meet modding "
            + "monday moderation movers naming node notion ops oracle orchestration outlook packaging pod polish "
            + "postman premiere presentation producer profiling prompts proposal proposals purchasing "
            + "rag rails recipe recipes reels regulation researcher resume resumes roadmap ruby rust "
            + "sage scheduling science script scripts shipping shop shorts sketch sketches slack slides solar solidity "
            + "sourcing spark spirits sprints staging statistics stats streams stripe survey swift takeoff "
            + "teachable teams thesis tiling traces trainer trainers training typing unity unreal visa visas "
            + "waterfall wave wills wiring word words workout workouts zoom")
            .split(separator: " ").map(String.init))
}
