/// The ontology of work that ships with the engine: one table for each field of work, always in this order.
///
/// A line of a table is one concept, in six parts set apart by `|`: identifier, kind, label, aliases (set
/// apart by `;`), broader concepts and related concepts (each set apart by `,`). Lines that are empty or start
/// with `#` say nothing. A link may lead to a concept of another table. A related pair is stated once.
enum BuiltInConcepts {
    static let tables: [(field: String, table: String)] = [
        (field: "software development", table: SoftwareDevelopmentConcepts.table),
        (field: "web development", table: WebDevelopmentConcepts.table),
        (field: "mobile development", table: MobileDevelopmentConcepts.table),
        (field: "data and AI", table: DataAndAIConcepts.table),
        (field: "cloud and DevOps", table: CloudAndDevOpsConcepts.table),
        (field: "databases", table: DatabasesConcepts.table),
        (field: "design and creative", table: DesignAndCreativeConcepts.table),
        (field: "video and audio", table: VideoAndAudioConcepts.table),
        (field: "writing and translation", table: WritingAndTranslationConcepts.table),
        (field: "marketing and sales", table: MarketingAndSalesConcepts.table),
        (field: "customer support and administration", table: SupportAndAdministrationConcepts.table),
        (field: "finance and accounting", table: FinanceAndAccountingConcepts.table),
        (field: "legal", table: LegalConcepts.table),
        (field: "engineering and architecture", table: EngineeringAndArchitectureConcepts.table),
        (field: "e-commerce", table: ECommerceConcepts.table),
        (field: "games", table: GamesConcepts.table),
        (field: "security", table: SecurityConcepts.table),
        (field: "blockchain", table: BlockchainConcepts.table),
        (field: "quality assurance", table: QualityAssuranceConcepts.table),
        (field: "project and product management", table: ManagementConcepts.table),
        (field: "science and education", table: ScienceAndEducationConcepts.table),
        (field: "crafts and local services", table: CraftsAndLocalServicesConcepts.table),
        (field: "languages", table: HumanLanguagesConcepts.table),
    ]
}
