/// Words so common that finding them says nothing.
public enum StopWords {
    /// English function words: articles, pronouns, prepositions, conjunctions, auxiliaries and their contractions.
    ///
    /// Normalized forms, before stemming. Single letters other than "a" and "i" are not in it, since "c" and "r" are
    /// names.
    public static let english: Set<String> = Set(
        ("a about above after again against all also am an and any are aren't as at be because been before being below "
            + "between both but by can cannot can't could couldn't did didn't do does doesn't doing don't down during "
            + "each either etc few for from further had hadn't has hasn't have haven't having he he'd he'll her here "
            + "hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it its itself just let "
            + "may me might more most must mustn't my myself neither no nor not of off on once only or other ought our "
            + "ours ourselves out over own per please same shall shan't she she'd she'll should shouldn't since so some "
            + "such than that the their theirs them themselves then there these they they'd they'll they're they've "
            + "this those through to too under until up upon us very via was wasn't we we'd we'll we're we've were "
            + "weren't what when where whether which while who whom whose why will with within without won't would "
            + "wouldn't yet you you'd you'll you're you've your yours yourself yourselves")
            .split(separator: " ").map(String.init))
}
