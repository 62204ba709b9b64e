/// Concepts of research, teaching, coaching and health advice.
enum ScienceAndEducationConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        science-and-research | category | Science and research | science; research; scientific work; academic research; r&d; research and development; sciences | |
        education-and-coaching | category | Education and coaching | education; teaching; coaching; education and training; lessons | |
        tutoring | category | Tutoring | tutor services; private lessons; private tutoring; online tutoring; homework help; private tuition; tuition; online lessons | education-and-coaching |
        health-and-wellness | category | Health and wellness | wellness; wellbeing; well-being; health & wellness; healthcare; health care; fitness and wellness; health services | |

        researcher | occupation | Researcher | researchers; research assistant; research scientist; scientist; research specialist; academic researcher | science-and-research | scientific-research
        tutor | occupation | Tutor | tutors; private tutor; online tutor; math tutor; maths tutor; english tutor; private teacher; science tutor; home tutor | tutoring |
        teacher | occupation | Teacher | teachers; instructor; educator; lecturer; online teacher; professor; school teacher; instructors | education-and-coaching | lesson-planning
        language-teacher | occupation | Language teacher | english teacher; esl teacher; spanish teacher; language tutor; french teacher; language coach; tefl teacher | teacher, tutor | language-teaching
        music-teacher | occupation | Music teacher | piano teacher; guitar teacher; singing teacher; vocal coach; violin teacher; music tutor; voice teacher; music instructor | teacher, tutor |
        instructional-designer | occupation | Instructional designer | elearning developer; e-learning developer; curriculum developer; course creator | education-and-coaching | instructional-design
        corporate-trainer | occupation | Corporate trainer | trainer; workshop facilitator; trainers; training consultant; soft skills trainer; facilitator | education-and-coaching | workshop-facilitation
        life-coach | occupation | Life coach | coach; coaches; mindset coach; life coaches; personal development coach; executive coach; career coach | education-and-coaching | life-coaching
        fitness-trainer | occupation | Fitness trainer | personal trainer; trainer; fitness coach; fitness instructor; personal trainers; yoga instructor | health-and-wellness | fitness-training
        nutritionist | occupation | Nutritionist | dietitian; dietician; nutritionists; nutrition coach; nutrition consultant; dietitians; diet coach | health-and-wellness | nutrition
        therapist | occupation | Therapist | psychologist; counselor; counsellor; psychotherapist; therapists; mental health counselor; psychologists | health-and-wellness | psychology
        massage-therapist | occupation | Massage therapist | masseur; masseuse; massage therapists; physiotherapist; physical therapist; massage; bodywork; physiotherapy | health-and-wellness |

        scientific-research | skill | Scientific research | research methods; research design; experimental design; research methodology; qualitative research | science-and-research | statistics
        mathematics | skill | Mathematics | math; maths; calculus; algebra; linear algebra; geometry; applied mathematics; mathmatics; mathematical modeling; trigonometry | science-and-research |
        physics | skill | Physics | applied physics; quantum physics; thermodynamics; quantum mechanics; mechanics of physics; astrophysics; astronomy | science-and-research | mathematics
        chemistry | skill | Chemistry | organic chemistry; chemical analysis; analytical chemistry; biochemistry; cosmetic formulation; formulation chemistry | science-and-research |
        biology | skill | Biology and bioinformatics | biology; life sciences; bioinformatics; genetics; microbiology; biotechnology; molecular biology; genomics; biotech | science-and-research |
        medicine | skill | Medicine | medical research; clinical research; nursing; medical knowledge; pharmacology; clinical trials | science-and-research, health-and-wellness |
        psychology | skill | Psychology | mental health; counseling; counselling; psychotherapy; behavioral science; cognitive psychology; therapy; cbt | science-and-research, health-and-wellness |
        environmental-science | skill | Environmental science | ecology; sustainability; climate; environmental consulting; esg; carbon footprint; geology | science-and-research | renewable-energy
        economics | skill | Economics | econometrics; macroeconomics; microeconomics; economic analysis; economic research; game theory | science-and-research | statistics
        language-teaching | skill | Language teaching | esl; english lessons; language lessons; esl teaching; tefl; ielts preparation; conversation practice; ielts; toefl; english teaching | tutoring |
        test-preparation | skill | Test preparation | exam preparation; sat prep; test prep; gre; gmat; exam prep; sat preparation; exam coaching; gcse | tutoring |
        programming-lessons | skill | Programming lessons | coding lessons; teach programming; coding mentor; programming tutor; coding tutor; coding for kids | tutoring | software-development
        instructional-design | skill | Instructional design | e-learning; elearning; curriculum design; course creation; curriculum development; course design; scorm | education-and-coaching |
        lesson-planning | skill | Lesson planning | lesson design; teaching materials creation; classroom teaching; classroom management; k-12 teaching | education-and-coaching | instructional-design
        workshop-facilitation | skill | Workshops and training delivery | workshop facilitation; corporate training; facilitation; team building; training delivery; webinars | education-and-coaching |
        public-speaking | skill | Public speaking | presentation skills; presentation coaching; communication skills; speaking coach; keynote speaking; public speaker | education-and-coaching |
        life-coaching | skill | Life and career coaching | life coaching; personal development; mentoring; career coaching; executive coaching; mentorship; interview preparation | education-and-coaching |
        fitness-training | skill | Fitness and yoga | fitness; personal training; workout; yoga; pilates; strength training; workouts; fitness coaching; meditation | health-and-wellness |
        nutrition | skill | Nutrition | diet; dietetics; nutrition coaching; diet planning; weight loss; nutritional advice; sports nutrition; healthy eating | health-and-wellness | cooking

        lms | tool | Learning management systems | lms; moodle; learning management system; teachable; kajabi; learndash; thinkific; canvas lms; google classroom | instructional-design |

        online-course | deliverable | Online course | online courses; e-learning course; elearning course; video course; udemy course; training course; course; courses | instructional-design |
        lesson-plan | deliverable | Lesson plan | lesson plans; worksheet; worksheets; study guide; curriculum; syllabus; teaching material; educational materials; quiz | lesson-planning |
        research-paper | deliverable | Research paper | research papers; scientific paper; academic paper; journal article; thesis; dissertation; research report | academic-writing, scientific-research |
        meal-plan | deliverable | Meal plan | meal plans; diet plan; nutrition plan; diet plans; weekly meal plan; keto meal plan | nutrition |
        workout-plan | deliverable | Workout plan | workout plans; training plan; fitness plan; exercise plan; workout program; exercise program; training program | fitness-training |
        """
}
