/// Concepts of customer support, virtual assistance, data entry and human resources.
enum SupportAndAdministrationConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        support-and-administration | category | Customer support and administration | admin support; administrative support; back office; office administration; admin; business support; clerical work | |
        customer-support | category | Customer support | customer service; customer care; client support; customer services; customer-service; custumer service | support-and-administration |
        virtual-assistance | category | Virtual assistance | virtual assistant services; remote assistance; va services; administrative assistance; online assistance | support-and-administration |
        human-resources | category | Human resources | hr; human resource; hr services; people operations; hr management; human resource management; people management | support-and-administration |

        virtual-assistant | occupation | Virtual assistant | va; virtual assistants; remote assistant; online assistant; admin assistant; personal assistant | virtual-assistance |
        executive-assistant | occupation | Executive assistant | ea; executive virtual assistant; secretary; office manager; executive assistants | virtual-assistant | calendar-management
        data-entry-clerk | occupation | Data entry clerk | data entry specialist; data entry operator; typist; data entry expert; data entry clerks; data encoder | support-and-administration | data-entry
        customer-support-agent | occupation | Customer support agent | customer service representative; csr; customer support representative; support agent; call center agent | customer-support |
        customer-success-manager | occupation | Customer success manager | csm; customer success specialist; client success manager; account manager | customer-support | customer-success
        recruiter | occupation | Recruiter | recruiters; talent acquisition specialist; headhunter; technical recruiter; it recruiter; sourcer; recruitment specialist | human-resources | recruiting
        hr-manager | occupation | HR manager | human resources manager; hr consultant; hr specialist; hr generalist; hr business partner; hr managers | human-resources | hr-policy
        transcriptionist | occupation | Transcriptionist | transcriber; transcriptionists; audio transcriber; captioner; medical transcriptionist | support-and-administration | transcription, subtitling

        data-entry | skill | Data entry | dataentry; data input; copy paste; typing; copy typing; data processing; data encoding; excel data entry; pdf to excel | support-and-administration |
        internet-research | skill | Internet research | web research; online research; web search; internet search; company research; desk research | virtual-assistance | market-research
        calendar-management | skill | Calendar management | scheduling; calendar scheduling; diary management; meeting scheduling; appointment scheduling | virtual-assistance |
        email-management | skill | Email management | inbox management; email handling; email triage; inbox zero; email organization; mailbox management | virtual-assistance | email-support
        email-support | skill | Email and ticket support | email support; ticket support; ticketing; helpdesk support; help desk; support tickets; ticketing system | customer-support |
        chat-support | skill | Chat support | live chat; live chat support; online chat support; web chat; chat operator; chatting | customer-support |
        call-center | skill | Call center work | call center; call centre; phone support; inbound calls; phone answering; call handling; telephone support; contact center | customer-support |
        technical-support | skill | Technical support | tech support; it support; it helpdesk; product support; technical assistance; remote support | customer-support, it-and-infrastructure |
        customer-success | skill | Customer success and onboarding | customer success; customer onboarding; client onboarding; customer retention; account management | customer-support | crm-management
        order-processing | skill | Order processing | order management; order fulfillment; order entry; order fulfilment; returns handling; shipping coordination | support-and-administration | e-commerce
        recruiting | skill | Recruiting | recruitment; talent acquisition; candidate sourcing; headhunting; hiring; staffing; talent sourcing; it recruiting | human-resources |
        hr-policy | skill | HR policies and compliance | hr policies; hr compliance; employee relations; performance management; employee engagement; onboarding of employees | human-resources | labor-law

        microsoft-office | tool | Microsoft Office | ms office; office suite; microsoft office suite; msoffice; microsoft outlook; outlook; office software | support-and-administration |
        microsoft-excel | tool | Microsoft Excel | excel; ms excel; excell; exel; excel formulas; pivot tables; vlookup; excel expert; advanced excel | support-and-administration | data-analytics
        google-sheets | tool | Google Sheets | google sheet; google spreadsheet; google spreadsheets; gsheets; google sheets formulas | support-and-administration | microsoft-excel, google-workspace
        microsoft-powerpoint | tool | Microsoft PowerPoint | powerpoint; power point; ms powerpoint; powerpoint templates; powerpoint presentation software | support-and-administration |
        zendesk | tool | Zendesk | zen desk; zendesk support; zendesk chat; zendesk setup | customer-support | email-support
        intercom | tool | Intercom | intercom.io; intercom chat; intercom support; intercom messenger | customer-support | chat-support

        spreadsheet | deliverable | Spreadsheet | spreadsheets; excel file; excel sheet; excel template; excel spreadsheet; spread sheet | data-entry | microsoft-excel, google-sheets
        job-description | deliverable | Job description | job descriptions; job ad; job posting; job post; vacancy text; job advert | recruiting |
        """
}
