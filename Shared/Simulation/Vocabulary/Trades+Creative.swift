// Trades that draw, film, write and translate.

extension Trade {
    static let design = Trade(
        name: "Design & Creative", wage: 40, hours: 24, share: 1.3, neighbour: "Video & Animation",
        occupations: """
            product designer
            UI/UX designer
            web designer
            brand designer
            illustrator
            graphic designer
            """,
        skills: """
            Figma: figma prototypes
            UI Design: user interface design, UI
            UX Design: user experience, UX, usability
            Wireframing: wireframes
            Prototyping: clickable prototype
            User Research: user interviews, usability tests
            Adobe XD: XD
            Web Design: website design
            Branding: brand identity, corporate identity
            Logo Design: logo, logos
            Typography: fonts, lettering
            Adobe Illustrator: Illustrator, vector graphics
            Illustration: drawings, hand-drawn
            Adobe Photoshop: Photoshop, photo editing
            Print Design: brochures, flyers
            Adobe InDesign: InDesign, page layout
            Packaging Design: packaging, labels
            Presentation Design: PowerPoint, pitch deck
            Canva: canva templates
            """,
        deliverables: """
            an app design
            a design system
            a set of icons
            a brand book
            a logo
            a book cover
            a menu card
            a brochure
            a product label
            a pitch deck
            social media templates
            """,
        tasks: """
            We like calm colours and a lot of white space.
            Please show three directions before you work one out.
            All source files are handed over at the end.
            The current look is ten years old and it shows.
            Two rounds of changes are included.
            The result must work in black and white too.
            We print it ourselves, so bleed and colour profiles have to be right.
            You will talk to five of our customers before you draw anything.
            """)

    static let video = Trade(
        name: "Video & Animation", wage: 38, hours: 20, share: 0.8, neighbour: "Design & Creative",
        occupations: """
            video editor
            YouTube editor
            sound engineer
            motion designer
            animator
            3D artist
            """,
        skills: """
            Video Editing: video cutting, film editing
            Adobe Premiere Pro: Premiere, premiere pro
            DaVinci Resolve: davinci, colour grading
            Final Cut Pro: FCPX
            YouTube: youtube videos, shorts
            Subtitles: captions, captioning
            Audio Editing: sound design, audio mixing
            Voice Over: voiceover, narration
            Podcast Production: podcast editing
            After Effects: Adobe After Effects, AE
            Motion Graphics: motion design
            2D Animation: cartoon animation, explainer animation
            Storyboarding: storyboard, storyboards
            3D Modeling: 3d models
            Blender: blender 3d
            3D Rendering: renderings, visualisation
            """,
        deliverables: """
            an event recap
            a product video
            a music video
            a series of short clips
            a course video
            a podcast episode
            an intro animation
            an explainer video
            a 3D rendering of our product
            """,
        tasks: """
            The footage is shot, about six hours of it.
            We publish every Thursday, so deadlines are deadlines.
            The video should be ninety seconds at most.
            Music has to be licensed, please include it in your price.
            We need versions in portrait and landscape.
            Cut the boring parts, keep the jokes.
            The script is written, the voice is not recorded yet.
            Please add subtitles, most people watch without sound.
            """)

    static let writing = Trade(
        name: "Writing & Editing", wage: 32, hours: 16, share: 1.2, neighbour: "Marketing & Sales",
        occupations: """
            copywriter
            content writer
            ghostwriter
            editor
            technical writer
            """,
        skills: """
            Copywriting: copy, sales copy
            Content Writing: web content, content creation
            Blog Writing: blog posts, articles
            SEO Writing: seo articles, search-friendly texts
            Email Copywriting: newsletters, email sequences
            Ghostwriting: ghost writer
            Creative Writing: storytelling, fiction
            Scriptwriting: scripts, screenplay
            Editing: copy editing, line editing
            Proofreading: proof reading, spelling and grammar
            Academic Writing: research papers, literature review
            Technical Writing: manuals, documentation
            UX Writing: microcopy
            Resume Writing: CV writing, cover letters
            Grant Writing: grant proposals
            Product Descriptions: product texts
            """,
        deliverables: """
            a website text
            ten blog articles
            a newsletter series
            an e-book
            a speech
            a novel manuscript edit
            a white paper
            a user manual
            a case study
            a grant proposal
            product descriptions for our shop
            """,
        tasks: """
            Native or near-native English, no machine text please.
            We give you an outline and sources for every piece.
            The tone is friendly and to the point.
            Each article has about 1,200 words.
            You interview our engineers and turn it into something readable.
            Facts have to be checked and sources linked.
            A short paid test text comes first.
            We publish twice a week and want one steady voice.
            """)

    static let translation = Trade(
        name: "Translation", wage: 30, hours: 14, share: 0.6, neighbour: "Writing & Editing",
        occupations: """
            translator
            interpreter
            localisation specialist
            legal translator
            subtitler
            """,
        skills: """
            English: english language
            Spanish: Castilian, espanol
            Portuguese: brazilian portuguese
            French: francais
            Italian: italiano
            German: Deutsch
            Dutch: Nederlands
            Polish: polski
            Ukrainian: ukrainian language
            Arabic: modern standard arabic
            Japanese: japanese language
            Chinese: Mandarin, simplified chinese
            Translation: translate, translating
            Localization: localisation, l10n
            Proofreading: proof reading, reviewing translations
            Legal Translation: contracts translation, certified translation
            Medical Translation: patient information
            Transcription: transcribe, transcripts
            Subtitling: subtitle files, SRT
            """,
        deliverables: """
            a cookbook
            a website translation
            an app in three languages
            a game localisation
            a contract
            a patient leaflet
            a set of interviews
            a subtitled lecture
            """,
        tasks: """
            It is about 8,000 words, mostly plain text.
            The translation has to sound as if it was written in the language.
            There is a glossary, please stick to it.
            We need a certified translation for the authorities.
            Files are in Word and must keep their layout.
            Only native speakers of the target language please.
            The recordings are clear, two speakers, five hours.
            """)
}
