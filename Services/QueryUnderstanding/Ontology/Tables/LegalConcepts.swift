/// Concepts of law: contracts, companies, intellectual property, labour, immigration and
/// compliance.
enum LegalConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        legal | category | Legal | legal services; legal work; legal help; legal advice; legal consulting; legal support; law services | |
        corporate-law | category | Corporate law | company law; business law; commercial law; corporate legal; corporate and commercial law | legal |
        intellectual-property | category | Intellectual property | intellectual property law; ip law; ip rights; intelectual property; ip protection | legal |

        lawyer | occupation | Lawyer | lawyers; attorney; attorneys; solicitor; legal counsel; barrister; legal advisor; legal consultant; advocate; atorney | legal |
        paralegal | occupation | Paralegal | paralegals; legal assistant; legal secretary; legal researcher; law clerk; legal virtual assistant | legal | legal-research
        patent-attorney | occupation | Patent attorney | patent agent; patent lawyer; trademark attorney; ip lawyer; trademark lawyer | lawyer, intellectual-property | patent-law
        compliance-officer | occupation | Compliance officer | compliance specialist; compliance consultant; data protection officer; dpo | legal | regulatory-compliance, data-protection

        contract-law | skill | Contract law | contract drafting; contract review; drafting contracts; contract negotiation; legal drafting; contract management | corporate-law |
        company-formation | skill | Company formation | business registration; llc formation; incorporation; company registration; business formation; business licensing | corporate-law |
        labor-law | skill | Employment law | labor law; labour law; employee law; workplace law; labour and employment law | legal |
        immigration-law | skill | Immigration law | immigration; visa application; visa; work permit; visas; green card; immigration consulting; residency permit | legal |
        family-law | skill | Family law | divorce; divorce law; child custody; prenuptial agreements; family legal matters; estate planning; wills; probate | legal |
        litigation | skill | Litigation | dispute resolution; mediation; arbitration; civil litigation; small claims; court filings; pleadings | legal |
        legal-research | skill | Legal research | case law research; legal writing; legal memo; law research; legal analysis; statutory research | legal |
        data-protection | skill | Data protection and privacy | gdpr; gdpr compliance; data privacy; privacy law; ccpa; data protection; hipaa; hipaa compliance | legal | cybersecurity
        regulatory-compliance | skill | Regulatory compliance | compliance; aml; kyc; anti-money laundering; regulatory affairs; regulation; fintech compliance; corporate compliance | legal |
        trademark-law | skill | Trademark registration | trademark; trademarks; trademark search; trademark filing; trade mark; brand registration; trademark application | intellectual-property | branding
        patent-law | skill | Patents | patent; patent search; patent drafting; patent application; patent filing; prior art search; patent law; patent drawings | intellectual-property |
        copyright-law | skill | Copyright and licensing | copyright; copyright law; licensing; dmca; copyrights; open source licensing; music licensing | intellectual-property |

        contract | deliverable | Contract | contracts; agreement; agreements; legal contract; nda; non-disclosure agreement; employment contract; freelance contract | contract-law |
        terms-of-service | deliverable | Terms of service | terms and conditions; terms of use; t&c; terms & conditions; website terms; refund policy; eula; tos | contract-law |
        privacy-policy | deliverable | Privacy policy | privacy policies; cookie policy; privacy notice; gdpr policy; gdpr privacy policy; data processing agreement | data-protection | terms-of-service
        """
}
