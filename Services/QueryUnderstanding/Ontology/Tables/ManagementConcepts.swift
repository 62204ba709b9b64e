/// Concepts of managing projects and products, and of advising businesses.
enum ManagementConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        business-and-management | category | Business and management | business; business services; business & management; management consulting services | |
        project-management | category | Project management | managing projects; project mgmt; project coordination; project managment; it project management; project planning | business-and-management |
        product-management | category | Product management | product mgmt; software product management; digital product management; product managment; product ownership | business-and-management |
        business-consulting | category | Business consulting | business advice; management consulting; business strategy; strategy consulting; business consultancy | business-and-management |

        project-manager | occupation | Project manager | project managers; pm; project coordinator; program manager; it project manager; technical project manager | project-management | agile, jira
        scrum-master | occupation | Scrum master | scrum masters; scrummaster; agile coach; agile project manager; agile consultant | project-manager | scrum
        product-manager | occupation | Product manager | product managers; pm; product lead; head of product; technical product manager; chief product officer | product-management | product-strategy
        product-owner | occupation | Product owner | product owners; agile product owner; digital product owner | product-manager | scrum
        business-analyst | occupation | Business analyst | business analysts; systems analyst; requirements analyst; process analyst; it business analyst | business-and-management | requirements-analysis
        business-consultant | occupation | Business consultant | business advisor; management consultant; strategy consultant; startup consultant; business coach; consultant | business-consulting |
        operations-manager | occupation | Operations manager | coo; operations specialist; chief of staff; operations consultant; online business manager | business-and-management | operations-management
        cto | occupation | Technical lead | cto; tech lead; fractional cto; chief technology officer; team lead; engineering manager; lead developer | software-architect | project-management

        agile | skill | Agile methods | agile; agile methodology; agile development; agile project management; kanban; safe agile; agile/scrum; agile methodologies | project-management |
        scrum | skill | Scrum | scrum methodology; sprint planning; scrum framework; sprints; backlog refinement; scrum agile; psm | agile |
        traditional-project-management | skill | Traditional project management | pmp; prince2; waterfall; pmbok; waterfall methodology; critical path; gantt charts; gantt chart | project-management |
        risk-management | skill | Risk management | risk assessment; risk analysis; enterprise risk management; project risk; risk mitigation; contingency planning | project-management |
        product-strategy | skill | Product strategy | product roadmapping; product planning; product vision; product discovery; product-market fit; product launch; mvp planning | product-management |
        requirements-analysis | skill | Requirements analysis | requirements gathering; user stories; business analysis; requirement analysis; user story | product-management, project-management |
        kpi-tracking | skill | KPIs and OKRs | kpi; kpis; okr; okrs; performance metrics; balanced scorecard; metrics definition; north star metric | business-and-management |
        business-process-improvement | skill | Business process improvement | process improvement; six sigma; lean six sigma; business process management; bpm; process mapping | business-and-management |
        operations-management | skill | Operations management | business operations; operations; ops; operational excellence; standard operating procedures | business-and-management |
        supply-chain-management | skill | Supply chain and logistics | supply chain; supply chain management; logistics; freight; shipping; transport planning; import export | business-and-management |
        procurement | skill | Procurement | purchasing; vendor management; strategic sourcing; supplier management; tender management; vendor selection | supply-chain-management |
        startup-consulting | skill | Startup consulting | entrepreneurship; startup advice; lean startup; startup mentoring; business development for startups | business-consulting |
        real-estate | skill | Real estate | property management; real estate management; airbnb management; airbnb; realtor; real-estate; real estate agent; airbnb hosting | business-and-management |

        jira | tool | Jira | atlassian jira; jira software; jira administration; atlassian; jira service management | agile |
        trello | tool | Trello | trello board; trello boards; trello setup; trelo | project-management |
        asana | tool | Asana | asana setup; asana project management; asana automation | project-management | trello
        monday-com | tool | Monday.com | monday com; monday crm; monday board; monday.com setup | project-management | asana
        clickup | tool | ClickUp | click up; clickup setup; clickup automation; clickup consultant | project-management | asana
        notion | tool | Notion | notion template; notion templates; notion workspace; notion.so; notion setup; notion database | project-management | trello
        ms-project | tool | Microsoft Project | ms project; microsoft project plan; msproject; ms-project | traditional-project-management |
        slack | tool | Slack | slack app; slack workspace; slack setup; slack channels; slack integration | business-and-management | microsoft-365

        business-plan | deliverable | Business plan | business plans; businessplan; startup business plan; business plan writing; business model canvas; bussiness plan | business-consulting |
        project-plan | deliverable | Project plan | project plans; project schedule; project timeline; work breakdown structure; project charter; implementation plan; wbs | project-management |
        product-roadmap | deliverable | Product roadmap | product roadmaps; roadmap; roadmaps; product requirements document; prd; product backlog; product spec | product-strategy |
        process-map | deliverable | Process map | process maps; flowchart; flowcharts; flow chart; process diagram; process flow; process flow diagram; visio diagram | business-process-improvement |
        """
}
