/// Concepts of writing, editing, publishing, translation and interpreting.
enum WritingAndTranslationConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        writing-and-translation | category | Writing and translation | writing & translation; language services; writing services; words and language | |
        writing | category | Writing | content writing; writing work; content creation; text writing; english writing; writting | writing-and-translation |
        editing-and-proofreading | category | Editing and proofreading | editing; proofreading and editing; editing & proofreading; editorial services; proofreading services | writing-and-translation |
        translation | category | Translation | translating; translations; translation services; language translation; document translation; tranlsation | writing-and-translation |

        writer | occupation | Writer | writers; content writer; freelance writer; blog writer; article writer; author; content writers; web content writer; blogger | writing | content-marketing
        copywriter | occupation | Copywriter | copywriters; copy writer; sales copywriter; ad copywriter; seo copywriter; website copywriter; direct response copywriter | writer | copywriting
        technical-writer | occupation | Technical writer | technical writers; documentation writer; documentation specialist; technical author; api documentation writer | writer | technical-writing
        ghostwriter | occupation | Ghostwriter | ghost writer; ghostwriters; book writer; ebook writer; ghost writers; book ghostwriter | writer | ghostwriting
        screenwriter | occupation | Screenwriter | scriptwriter; script writer; screen writer; playwright; screenwriters; video script writer | writer | scriptwriting
        journalist | occupation | Journalist | journalists; reporter; news writer; columnist; correspondent; freelance journalist | writer | journalism
        copy-editor | occupation | Editor and copy editor | copy editor; editor; copyeditor; text editor; book editor; developmental editor; editors | editing-and-proofreading | copy-editing
        proofreader | occupation | Proofreader | proofreaders; proof reader; proofreading expert; proof-reader | editing-and-proofreading | proofreading
        translator | occupation | Translator | translators; freelance translator; certified translator; traslator; language translator; localization specialist | translation |
        interpreter | occupation | Interpreter | interpreters; simultaneous interpreter; conference interpreter; sign language interpreter; language interpreter | translation | interpreting
        resume-writer | occupation | Resume writer | cv writer; resume writers; resume expert; linkedin profile writer; career writer | writer | resume-writing

        copywriting | skill | Copywriting | copy writing; ad copy; sales copy; website copy; marketing copy; advertising copy; copyrighting | writing | advertising
        article-writing | skill | Article and blog writing | blog writing; article writing; blogging; blog content; seo writing; article writting; writing articles | writing | content-marketing
        technical-writing | skill | Technical writing | technical documentation; software documentation; documentation; tech writing; user documentation; api documentation | writing |
        creative-writing | skill | Creative writing | fiction writing; story writing; short story writing; storytelling; novel writing; fiction; poetry; poem writing | writing |
        ghostwriting | skill | Ghostwriting | ghost writing; ghost-writing; ebook ghostwriting; book ghostwriting; book writing; ebook writing; memoir writing | writing |
        scriptwriting | skill | Scriptwriting | script writing; screenwriting; screenplay writing; screen writing; screenplay; play writing; dialogue writing | creative-writing |
        academic-writing | skill | Academic writing | research writing; essay writing; scientific writing; thesis writing; literature review; apa style | writing | scientific-research
        grant-writing | skill | Grant writing | grants writing; grant applications; proposal writing; rfp writing; tender writing; bid writing | writing | fundraising
        business-writing | skill | Business writing | report writing; corporate writing; letter writing; business letters; email writing; white paper writing; formal letters | writing |
        ux-writing | skill | UX writing | microcopy; ux copy; interface copy; content design; product copywriting; ux copywriting | copywriting, ux-design |
        resume-writing | skill | Resume writing | cv writing; resume design; cover letter writing; resumes writing; linkedin profile writing; resume editing | writing | life-coaching
        medical-writing | skill | Medical writing | health writing; healthcare writing; medical content; regulatory writing; clinical writing; health articles | technical-writing | medicine
        journalism | skill | Journalism | news writing; reporting news; news reporting; investigative journalism; feature writing | writing |
        copy-editing | skill | Copy editing | copyediting; line editing; developmental editing; content editing; manuscript editing; book editing; text editing | editing-and-proofreading |
        proofreading | skill | Proofreading | proofread; grammar check; spell check; proof-reading; grammar correction; english proofreading; error checking | editing-and-proofreading |
        self-publishing | skill | Self-publishing | self publishing; amazon kdp; kdp; kindle publishing; kindle direct publishing; book publishing; ebook publishing | writing | layout-design
        legal-translation | skill | Legal translation | certified translation; sworn translation; contract translation; notarized translation; certificate translation | translation | contract-law
        localization | skill | Localization | localisation; l10n; i18n; internationalization; software localization; website localization; game localization | translation | software-development
        interpreting | skill | Interpreting | interpretation services; simultaneous interpretation; consecutive interpreting; live interpretation; language interpretation | translation |
        transcription | skill | Transcription | transcribing; audio transcription; video transcription; transcripts; transcribe; medical transcription; transcript | writing-and-translation | data-entry

        microsoft-word | tool | Microsoft Word | ms word; word document; word documents; msword; word processing; word formatting; microsoft word formatting | writing | microsoft-office
        cat-tools | tool | CAT tools | sdl trados; trados; memoq; trados studio; smartcat; wordfast; computer-assisted translation; translation memory | translation |
        latex | tool | LaTeX | la tex; overleaf; latex typesetting; bibtex; latex document; tex typesetting | academic-writing | mathematics

        article | deliverable | Article | articles; news article; magazine article; web article; feature article; op-ed; linkedin article | writing | article-writing
        blog-post | deliverable | Blog post | blog posts; blog; blogs; blog article; blog articles; blogpost; guest post; guest posts; seo article | article | article-writing
        web-copy | deliverable | Website content | website contents; web content; landing page copy; website text; homepage copy; about us page; web page content | copywriting | website
        ebook | deliverable | E-book | ebook; ebooks; e-books; e book; kindle book; kindle ebook; book manuscript; digital book; lead magnet | writing | self-publishing
        white-paper | deliverable | White paper | whitepaper; white papers; whitepapers; case study; case studies; industry report | business-writing | content-marketing
        press-release | deliverable | Press release | press releases; news release; media release; press kit; pressrelease; media kit | business-writing | public-relations
        product-description | deliverable | Product description | product descriptions; item description; product texts; amazon product description; product text | copywriting |
        newsletter | deliverable | Newsletter | newsletters; email newsletter; news letter; company newsletter; substack; substack newsletter | writing | email-marketing
        resume | deliverable | Resume and cover letter | resume; resumes; cv; cvs; curriculum vitae; cover letter; cover letters; linkedin profile; resume/cv | resume-writing |
        user-manual | deliverable | User manual | user guide; manuals; user manuals; instruction manual; help articles; how-to guide; sop; sops; operating procedure | technical-writing |
        short-story | deliverable | Story or novel | short story; short stories; novel; novels; novella; children's book; childrens book; kids story | creative-writing |
        grant-proposal | deliverable | Grant proposal | grant proposal draft; project proposal; business proposal; proposal; proposals; tender document; bid document | grant-writing | business-plan
        """
}
