/// Exit statuses, the same for all commands.
enum ExitStatus {
    /// All went well.
    static let success: Int32 = 0
    /// It could not be done, or what was asked about is not as it should be.
    static let failure: Int32 = 1
    /// The command line can't be understood.
    static let usage: Int32 = 2
}
