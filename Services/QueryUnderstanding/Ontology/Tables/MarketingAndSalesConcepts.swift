/// Concepts of marketing, advertising, public relations and sales.
enum MarketingAndSalesConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        marketing-and-sales | category | Marketing and sales | marketing; sales and marketing; sales & marketing; marketing services; marketting; marketing & sales | |
        digital-marketing | category | Digital marketing | online marketing; internet marketing; web marketing; digital marketting; performance marketing; growth marketing | marketing-and-sales |
        seo | category | Search engine optimization | seo; search engine optimisation; seo services; search optimization; google ranking; organic search; website seo | digital-marketing |
        advertising | category | Advertising | paid advertising; online advertising; ads; ppc; pay per click; paid media; sem; search engine marketing | digital-marketing |
        social-media-marketing | category | Social media marketing | social media; smm; social media management; social marketing; social media promotion; social-media; socail media | digital-marketing |
        sales | category | Sales | selling; sales services; b2b sales; business development; inside sales; sales development; b2c sales | marketing-and-sales |
        public-relations | category | Public relations | pr; media relations; publicity; pr services; public relation; press relations | marketing-and-sales |

        digital-marketer | occupation | Digital marketer | digital marketing specialist; digital marketing expert; online marketer; marketing specialist; growth hacker; marketer | digital-marketing |
        marketing-manager | occupation | Marketing manager | marketing director; cmo; head of marketing; fractional cmo; marketing consultant; marketing managers | marketing-and-sales | marketing-strategy
        seo-specialist | occupation | SEO specialist | seo expert; seo consultant; seo specialists; seo manager; seo analyst; seo professional; seo freelancer | digital-marketer, seo |
        ppc-specialist | occupation | Paid advertising specialist | ppc specialist; ppc expert; google ads expert; google ads specialist; media buyer | digital-marketer, advertising | google-ads
        social-media-manager | occupation | Social media manager | social media specialist; social media expert; smm manager; community manager | digital-marketer, social-media-marketing |
        content-marketer | occupation | Content marketer | content strategist; content manager; content marketing specialist; content creator | digital-marketer | content-marketing
        influencer | occupation | Influencer | influencers; ugc creator; brand ambassador; instagram influencer; tiktok creator; ugc creators | social-media-marketing | influencer-marketing
        pr-specialist | occupation | Public relations specialist | pr specialist; pr manager; publicist; pr consultant; pr expert; communications manager; media relations specialist | public-relations |
        sales-representative | occupation | Sales representative | sales rep; sales agent; salesperson; sales executive; sdr; account executive; sales reps; business developer | sales | cold-calling
        lead-generation-specialist | occupation | Lead generation specialist | lead generator; lead generation expert; lead researcher; appointment setter | sales | lead-generation

        marketing-strategy | skill | Marketing strategy | marketing strategies; marketing planning; growth strategy; go-to-market; go to market strategy; gtm; gtm strategy | marketing-and-sales |
        brand-strategy | skill | Brand strategy | brand positioning; brand consulting; brand management; brand marketing; brand storytelling; naming | marketing-strategy, branding |
        market-research | skill | Market research | marketing research; market analysis; competitor analysis; competitive analysis; competitor research; focus groups | marketing-and-sales |
        content-marketing | skill | Content marketing | content strategy; content planning; content calendar planning; inbound marketing; editorial planning; content promotion | digital-marketing |
        keyword-research | skill | Keyword research | keywords research; keyword analysis; seo keywords; keyword; keywords; key word research; keyword planner | seo |
        on-page-seo | skill | On-page SEO | on page seo; onpage seo; on-page optimization; meta tags; onsite seo; content optimization; seo optimization | seo |
        technical-seo | skill | Technical SEO | tech seo; schema markup; site audit seo; structured data; crawl optimization; seo migration; indexing issues | seo |
        link-building | skill | Link building | backlinks; off-page seo; off page seo; backlink building; guest posting; linkbuilding; outreach link building; backlink | seo |
        local-seo | skill | Local SEO | google my business; google business profile; gmb; local search; local citations; google maps ranking; gmb optimization | seo |
        google-ads | skill | Google Ads | google adwords; adwords; google ppc; google shopping ads; search ads; youtube ads; google ad words; bing ads | advertising |
        facebook-ads | skill | Facebook and Instagram ads | facebook ads; meta ads; facebook advertising; instagram ads; fb ads; meta ads manager | advertising, social-media-marketing |
        linkedin-marketing | skill | LinkedIn marketing | linkedin ads; linkedin outreach; linkedin lead generation; linkedin; linked in; sales navigator | social-media-marketing | lead-generation
        instagram-marketing | skill | Instagram marketing | instagram; instagram growth; instagram management; instagram promotion; instagram manager; ig marketing | social-media-marketing |
        community-management | skill | Community management | online community; discord management; discord community; content moderation; moderation | social-media-marketing | customer-support
        influencer-marketing | skill | Influencer marketing | influencer outreach; creator marketing; influencer campaigns; ugc; ugc content; user generated content | social-media-marketing |
        affiliate-marketing | skill | Affiliate marketing | affiliate; affiliate programs; affiliate website; affiliate manager; amazon affiliate; clickbank; affiliates | digital-marketing |
        email-marketing | skill | Email marketing | e-mail marketing; email campaigns; email campaign; email automation; drip campaigns; newsletter marketing; mass email | digital-marketing |
        marketing-automation | skill | Marketing automation | automated marketing; lead nurturing; crm automation; sms marketing; whatsapp marketing | digital-marketing | process-automation
        conversion-optimization | skill | Conversion rate optimization | cro; conversion optimization; conversion optimisation; conversion rate optimisation | digital-marketing | ux-design
        sales-funnels | skill | Sales funnels | sales funnel; funnel building; funnel design; marketing funnel; funnels; funnel builder; lead funnel | digital-marketing, sales |
        web-analytics | skill | Web analytics | website analytics; conversion tracking; marketing analytics; event tracking; tracking setup; attribution modeling | digital-marketing, data-analytics |
        app-store-optimization | skill | App store optimization | aso; app marketing; app store optimisation; app promotion; mobile app marketing; app installs | digital-marketing | app-store-publishing
        lead-generation | skill | Lead generation | lead gen; leads; b2b lead generation; prospecting; lead list building; b2b leads; prospect research; list building | sales |
        cold-calling | skill | Cold calling and telemarketing | cold calling; telemarketing; telesales; cold calls; outbound sales; phone sales; outbound calling | sales | call-center
        cold-email | skill | Cold email outreach | cold email; cold emailing; email outreach; cold emails; outbound email; cold outreach; email prospecting | sales | email-marketing
        crm-management | skill | Customer relationship management | crm; crm management; crm setup; crm implementation; customer relationship; crm data; crm administration | sales | process-automation
        sales-strategy | skill | Sales strategy | sales management; sales planning; sales consulting; sales process; sales enablement; sales training; pricing strategy | sales |
        fundraising | skill | Fundraising | crowdfunding; kickstarter; fund raising; investor outreach; indiegogo; donor outreach; crowd funding; raising capital | marketing-and-sales | startup-consulting

        google-analytics | tool | Google Analytics | ga4; google analytics 4; universal analytics; g analytics; google analitics | web-analytics | looker
        google-tag-manager | tool | Google Tag Manager | gtm; tag manager; google tags; gtm setup; server-side tagging | web-analytics |
        semrush | tool | Semrush | sem rush; semrush audit; semrush tool | seo |
        ahrefs | tool | Ahrefs | ahref; a hrefs; ahrefs audit | seo | semrush
        hubspot | tool | HubSpot | hub spot; hubspot crm; hubspot marketing hub; hubspot sales hub | crm-management, marketing-automation |
        salesforce | tool | Salesforce | sales force; salesforce crm; salesforce.com; sfdc; apex salesforce; salesforce lightning | crm-management |
        zoho-crm | tool | Zoho | zoho crm; zoho one; zoho creator | crm-management |
        gohighlevel | tool | GoHighLevel | go high level; highlevel; ghl; high level crm; go highlevel | marketing-automation, crm-management | sales-funnels
        mailchimp | tool | Mailchimp | mail chimp; mailchimp campaign; mailchimp template; mail-chimp | email-marketing |
        klaviyo | tool | Klaviyo | klaviyo flows; klaviyo email; klavio; klaviyo email marketing | email-marketing | shopify
        hootsuite | tool | Hootsuite | hoot suite; social media scheduling; social media scheduler | social-media-marketing |

        marketing-plan | deliverable | Marketing plan | marketing plans; marketing strategy document; go-to-market plan; campaign plan; social media strategy; media plan | marketing-strategy |
        seo-audit | deliverable | SEO audit | seo audits; seo report; website seo audit; seo analysis; website audit; seo site audit | seo | technical-seo
        ad-campaign | deliverable | Ad campaign | advertising campaign; google ads campaign; facebook campaign; ad campaign setup; marketing campaign; ppc campaign | advertising |
        email-sequence | deliverable | Email sequence | email sequences; email template; email templates; email series; welcome sequence; email flow; email flows | email-marketing | copywriting
        content-calendar | deliverable | Content calendar | content calendars; social media calendar; editorial calendar; content plan; posting schedule | content-marketing | social-media-manager
        social-media-post | deliverable | Social media post | social media posts; instagram post; instagram posts; facebook posts; linkedin posts; tweets | social-media-marketing | social-media-graphics
        lead-list | deliverable | Lead list | email list; lead lists; b2b lead list; prospect list; contact list; contact lists; mailing list; email lists | lead-generation | data-entry
        survey | deliverable | Survey | questionnaire; questionnaires; online survey; survey form; google form; google forms; surveymonkey; typeform | market-research |
        """
}
