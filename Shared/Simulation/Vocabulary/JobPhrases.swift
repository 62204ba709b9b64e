/// Sentences of job posts that fit every trade.
enum JobPhrases {
    /// Titles that name the work, most common first.
    static let titles = Phrase.table(
        """
        {occupation} for {deliverable}
        {deliverable} for {business}
        {skill} {occupation} needed
        Looking for an experienced {occupation} ({skill})
        Need {deliverable} - {skill}
        {skill} expert for {business}
        Build {deliverable} with {skill} and {skill}
        Help with {deliverable}
        Long-term {occupation} for {business}
        {deliverable}: {skill}, {skill}
        {occupation} wanted, {days} days
        We are hiring a {occupation}
        """)

    /// Titles of those in a hurry, who name little.
    static let carelessTitles = Phrase.table(
        """
        need help asap
        {skill} work
        {occupation} needed urgent!!
        small {skill} job
        quick fix
        {deliverable}
        looking for someone good
        """)

    static let openings = Phrase.table(
        """
        We are {business} and need {deliverable}.
        I run {business} and I am looking for a {occupation}.
        {company} is {business} in {country}. We plan {deliverable} this season.
        Our team at {company} is looking for a {occupation} who can take over {deliverable}.
        Hello! We need {deliverable} for {business}.
        For a client of ours, {business}, we need {deliverable}.
        We start a new project and want {deliverable} done properly this time.
        Our {occupation} is on parental leave, so we need help with {deliverable}.
        """)

    /// For needed skills, tagged or not.
    static let skillMentions = Phrase.table(
        """
        You should be at home in {skill}.
        Experience with {skill} is a must.
        We work with {skill} every day.
        Solid {skill} is what counts most.
        Please show us something you did with {skill}.
        Most of the work is {skill}.
        You bring several years of {skill}.
        Everything is based on {skill} and has to stay so.
        Knowledge of {skill} would help a lot.
        Parts of it need {skill} too.
        """)

    static let terms = Phrase.table(
        """
        We expect about {hours} hours of work.
        It should be done within {days} days.
        Start is next week, end in {days} days at the latest.
        We pay by milestone.
        A few hours of overlap with {country} would be good.
        We talk once a week by video, the rest is written.
        If it goes well there is more work.
        Agencies please stay away.
        The budget has some room for the right person.
        Please sign an NDA before you see details.
        """)

    static let closings = Phrase.table(
        """
        Tell us how you would go about it.
        Please send two examples and your availability.
        Start your answer with the word "blue" so that we know you read this.
        Short answers are fine.
        What would you need from us to begin?
        We look forward to hearing from you.
        Thanks!
        """)

    /// What a post says of the experience it wants, by level from 1.
    static let levels: [[Phrase]] = [
        [],
        Phrase.table(
            """
            This is a simple task, good for a beginner who wants a first review.
            No long experience needed, we explain everything.
            Students and juniors are welcome.
            We have little money, so somebody at the start of a career is fine.
            """),
        Phrase.table(
            """
            You have done this a few times before.
            Some years of experience, please.
            You can work on your own once the goal is clear.
            """),
        Phrase.table(
            """
            We want a senior who has led such work before.
            Only experts, please: this is critical for us.
            You will decide how it is built and answer for it.
            Show us that you have solved hard cases of this.
            """),
    ]

    /// What those say who need it now.
    static let urgency = Phrase.table(
        """
        We need this urgently.
        Start is today or tomorrow.
        The deadline can't move.
        """)

    static let carelessTexts = Phrase.table(
        """
        need {deliverable}, details in chat
        pls only apply if you know {skill}
        simple job, should not take long. {skill}
        i need someone for {skill}, start today
        same as last time but better. need {skill} and {skill}
        budget is fixed. no time wasters
        """)
}

/// Sentences of profiles and of companies.
enum ProfilePhrases {
    static let titles = Phrase.table(
        """
        {occupation}
        {occupation} | {skill} | {skill}
        {skill} and {skill} {occupation}
        Senior {occupation}
        {occupation} for {industry}
        {skill} specialist
        {occupation} with {years} years of experience
        """)

    /// What a profile says of experience, by level from 1.
    static let levels: [[Phrase]] = [
        [],
        Phrase.table(
            """
            I am at the start of my career and learn fast.
            I finished my studies last year.
            Small jobs are welcome.
            """),
        Phrase.table(
            """
            I have a steady base of clients.
            I work on my own and report often.
            """),
        Phrase.table(
            """
            I have led teams and large projects.
            Clients call me when others gave up.
            I advise on architecture and strategy too.
            """),
    ]

    static let overviews = Phrase.table(
        """
        I am a {occupation} from {country} with {years} years of experience.
        My daily tools are {skills}.
        I like {deliverable} more than anything else.
        Most of my clients come from {industry}.
        I have done {deliverable} for {business}.
        Clear words, fair prices, no surprises.
        What I do best is {skill}.
        I also work with {skill} when needed.
        You get updates every day and the sources at the end.
        I take few projects at a time and finish them.
        Before I went freelance I was employed at {business}.
        """)

    static let companies = Phrase.table(
        """
        {company} is {business} in {country}.
        We are a small team.
        We have worked with freelancers for {years} years.
        Quality first, we pay on time.
        We outsource what we cannot do ourselves.
        """)

    static let letters = Phrase.table(
        """
        Hello, I read your post carefully and this is close to what I did last month for {business}.
        {skill} is what I work with every day.
        I would start with a short call to understand {deliverable}.
        I could deliver in {days} days.
        My rate has some room if the work is steady.
        Two questions: who decides, and by when do you need it?
        Examples are in my profile.
        I am new here and will do my best to earn a good review.
        """)

    static let companyFirstWords = Trade.lines(
        of: """
            Blue
            Harbor
            North
            Maple
            Copper
            Lantern
            Cedar
            Granite
            Willow
            Orbit
            Saffron
            Tide
            Meadow
            Falcon
            Juniper
            Summit
            Quarry
            Ember
            Pixel
            Anchor
            """)

    static let companyLastWords = Trade.lines(
        of: """
            Labs
            Works
            Studio
            & Sons
            Group
            Collective
            Trading
            House
            Partners
            Systems
            Goods
            Media
            """)
}

/// What is said after a contract, from bad to good.
enum FeedbackComments {
    static let poor = Trade.lines(
        of: """
            Communication was slow and the result needed a lot of rework.
            Not what was agreed.
            Missed two deadlines.
            We stopped halfway.
            """)

    static let fair = Trade.lines(
        of: """
            Fine in the end.
            Good work, a bit late.
            OK for the price.
            Did what was asked.
            """)

    static let good = Trade.lines(
        of: """
            Great work, would hire again!
            Excellent. Fast, clear and friendly.
            Knows the field inside out.
            Delivered more than we asked for.
            A pleasure from start to finish.
            Very good communication, on time.
            """)

    static let ofClients = Trade.lines(
        of: """
            Clear brief, paid on time.
            Pleasant client, quick answers.
            Requirements changed often.
            Would work together again.
            Fair and friendly.
            """)
}
