// Trades of the office and the workshop.

extension Trade {
    static let marketing = Trade(
        name: "Marketing & Sales", wage: 40, hours: 30, share: 1.2, neighbour: "Writing & Editing",
        occupations: """
            SEO specialist
            PPC expert
            digital marketer
            social media manager
            email marketer
            sales representative
            """,
        skills: """
            SEO: search engine optimization, search engine optimisation
            Keyword Research: keywords
            Link Building: backlinks, outreach for links
            Google Analytics: GA4, analytics
            Google Ads: AdWords, PPC, paid search
            Facebook Ads: Meta ads, paid social
            Conversion Optimization: CRO, A/B testing
            Social Media Marketing: SMM, social media
            Instagram: instagram reels
            TikTok: tiktok ads
            Influencer Marketing: influencers, creators
            Content Marketing: content strategy
            Email Marketing: Mailchimp, Klaviyo
            Marketing Automation: HubSpot, automations
            Lead Generation: leads, prospecting
            Cold Calling: telemarketing, outbound calls
            B2B Sales: business development
            Market Research: competitor analysis
            """,
        deliverables: """
            an SEO audit
            a relaunch of our ads account
            an ad campaign
            a social media calendar
            a product launch
            a content plan
            an email campaign
            a lead list
            a market study
            """,
        tasks: """
            We spend about 3,000 a month on ads and lose money on most of them.
            Traffic dropped by half after the last update.
            You post daily and answer comments.
            Please report numbers every week, honest ones.
            We look for appointments with decision makers, not for clicks.
            Our list has 14,000 addresses and nobody has written to them in a year.
            The product is good but nobody knows it.
            Tracking is broken, so that comes first.
            """)

    static let administration = Trade(
        name: "Admin Support", wage: 18, hours: 35, share: 1.2, neighbour: "Marketing & Sales",
        occupations: """
            data entry specialist
            virtual assistant
            executive assistant
            customer support agent
            project manager
            recruiter
            """,
        skills: """
            Data Entry: data-entry, typing
            Microsoft Excel: Excel, spreadsheets
            Google Sheets: google spreadsheets
            Web Research: internet research, online research
            Lead Research: contact lists
            CRM: Salesforce, crm updates
            Virtual Assistance: VA, personal assistant
            Email Management: inbox management
            Calendar Management: scheduling, appointments
            Travel Planning: flights and hotels
            Customer Service: customer support, help desk
            Live Chat: chat support, Intercom
            Zendesk: ticket system
            Phone Support: call handling, inbound calls
            Project Management: project coordination
            Order Processing: order entry, Shopify orders
            Recruiting: sourcing, candidate screening
            """,
        deliverables: """
            a product catalogue
            a contact list
            a move to a new CRM
            a tidy inbox
            a conference trip for eight people
            our customer support
            weekly order processing
            an applicant shortlist
            """,
        tasks: """
            There are about 900 records, each needs ten fields.
            You answer customers within four hours on weekdays.
            Good written English is more important than speed.
            We give you templates for nearly all questions.
            The task is simple but must be done with care.
            Ten to fifteen hours a week, long term if it works out.
            You keep my calendar free of nonsense.
            Duplicates must be found and merged.
            """)

    static let finance = Trade(
        name: "Accounting & Finance", wage: 44, hours: 25, share: 0.8, neighbour: "Admin Support",
        occupations: """
            bookkeeper
            accountant
            payroll specialist
            tax consultant
            financial analyst
            fractional CFO
            """,
        skills: """
            Bookkeeping: book keeping, books
            QuickBooks: Quickbooks Online, QBO
            Xero: xero accounting
            Accounts Payable: supplier invoices, AP
            Accounts Receivable: dunning, AR
            Bank Reconciliation: reconciliation
            Payroll: payroll processing
            Accounting: accountancy
            VAT: sales tax, VAT returns
            Tax Preparation: tax returns, taxes
            Financial Reporting: financial statements, annual report
            Budgeting: budget planning
            Microsoft Excel: Excel, spreadsheets
            Financial Modeling: financial model, DCF
            Business Valuation: valuation
            Business Plan: business planning
            """,
        deliverables: """
            the monthly books
            a clean-up of two years of receipts
            a payroll setup
            a tax return
            an annual report
            a budget for next year
            an investor report
            a financial model
            a business plan
            """,
        tasks: """
            About 150 transactions a month on two accounts.
            The books are four months behind.
            You know the rules for small companies selling abroad.
            Our investors want the numbers by the tenth of each month.
            Receipts are photos in a shared folder.
            We change from spreadsheets to proper software.
            Assumptions must be on one page and easy to change.
            Discretion goes without saying.
            """)

    static let engineering = Trade(
        name: "Engineering & Architecture", wage: 50, hours: 40, share: 0.6, neighbour: "Design & Creative",
        occupations: """
            architect
            CAD designer
            structural engineer
            mechanical engineer
            electrical engineer
            embedded engineer
            """,
        skills: """
            AutoCAD: Autocad, dwg drawings
            Architecture: architectural drawings, floor plans
            Revit: BIM
            SketchUp: sketch up
            Interior Design: interiors
            Structural Engineering: structural analysis, statics
            SolidWorks: Solidworks
            Fusion 360: fusion360
            3D Printing: additive manufacturing
            Mechanical Engineering: machine design
            Product Design: industrial design
            Finite Element Analysis: FEA, simulation
            Electrical Engineering: wiring diagrams
            PCB Design: Altium, KiCad, circuit board
            Embedded Systems: firmware, microcontroller
            Arduino: ESP32
            C: embedded C, C language
            PLC Programming: PLC, Siemens TIA
            """,
        deliverables: """
            a floor plan
            a kitchen layout
            a load calculation
            a set of production drawings
            a housing for our sensor
            a prototype
            a machine retrofit
            a circuit board
            firmware for our device
            """,
        tasks: """
            There is a hand sketch with all dimensions.
            The part is injection moulded, draft angles matter.
            We need drawings that the workshop can use as they are.
            The board has to fit in the old housing.
            Battery life must be at least a year.
            Local building rules have to be respected.
            You hand over native files and STEP.
            Three prototypes are built at our place and tested with you on a call.
            """)
}
