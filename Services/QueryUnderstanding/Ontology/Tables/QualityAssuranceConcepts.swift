/// Concepts of testing software by hand and by machine.
enum QualityAssuranceConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        quality-assurance | category | Quality assurance | qa; software quality assurance; sqa; qa testing; qa/testing; software qa; quality assurance testing; qa & testing | software-development |

        qa-engineer | occupation | QA engineer | qa tester; software tester; qa analyst; quality assurance engineer; test engineer; testers; tester; qa specialist | quality-assurance | test-planning
        test-automation-engineer | occupation | Test automation engineer | qa automation engineer; automation tester; sdet; automated test engineer; selenium tester | qa-engineer | test-automation

        software-testing | skill | Software testing | manual testing; functional testing; application testing; regression testing; software tests; system testing | quality-assurance |
        test-automation | skill | Test automation | automated testing; automation testing; qa automation; automated tests; automatic testing; ui test automation; bdd | software-testing |
        unit-testing | skill | Unit testing | unit tests; unit test; tdd; test-driven development; test driven development; junit; pytest; integration tests; xctest | software-testing |
        mobile-testing | skill | Mobile app testing | mobile testing; ios testing; android testing; app testing; beta testing; device testing; testing mobile apps | software-testing, mobile-development |
        web-testing | skill | Website testing | web testing; cross-browser testing; browser testing; cross browser testing; website qa; web application testing | software-testing, web-development |
        performance-testing | skill | Performance testing | load testing; stress testing; load test; performance test; stress test; scalability testing | software-testing | performance-optimization
        api-testing | skill | API testing | api test; rest api testing; api tests; contract testing; web service testing | software-testing | rest-api
        test-planning | skill | Test planning | test case writing; test case design; test strategy; test management; test design; bug reporting; bug tracking | quality-assurance |

        selenium | tool | Selenium | selenium webdriver; selinium; selenium web driver; webdriver; selenium python; selenium java | test-automation |
        cypress | tool | Cypress | cypress.io; cypress testing; cypress e2e; cypress js | test-automation, javascript | selenium
        playwright-testing | tool | Playwright testing | playwright test; playwright.js; playwright automation; microsoft playwright; playwright python | test-automation | selenium
        appium | tool | Appium | appium testing; xcuitest | test-automation, mobile-testing |
        postman | tool | Postman | postman api; postman collection; post man | api-testing |

        test-plan | deliverable | Test plan | test plans; test cases; test case; test scripts; test suite; test scenarios; qa plan; automated test suite | test-planning | software-testing
        """
}
