/// Concepts of bookkeeping, accounting, tax, payroll, financial planning and analysis.
enum FinanceAndAccountingConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        finance-and-accounting | category | Finance and accounting | accounting and finance; finance; finance & accounting; financial services; accounting & finance; finances | |
        accounting | category | Accounting | accountancy; accounting services; acounting; financial accounting; accountancy services | finance-and-accounting |
        tax | category | Tax | taxes; taxation; tax services; tax work; tax consulting; tax compliance | finance-and-accounting |
        financial-consulting | category | Financial planning and analysis | financial analysis; financial planning; fp&a; financial consulting; corporate finance | finance-and-accounting |

        accountant | occupation | Accountant | accountants; chartered accountant; certified public accountant; cpa; acca; accounting expert; acountant; public accountant | accounting | bookkeeping
        bookkeeper | occupation | Bookkeeper | bookkeepers; book keeper; book-keeper; accounts clerk; quickbooks bookkeeper; accounting clerk; bookeeper | accounting | bookkeeping, quickbooks, xero
        tax-advisor | occupation | Tax advisor | tax adviser; tax consultant; tax preparer; tax accountant; tax specialist; tax advisors; enrolled agent; tax expert | tax | tax-preparation
        financial-analyst | occupation | Financial analyst | finance analyst; financial analysts; investment analyst; financial modeler; equity analyst | financial-consulting | financial-modeling
        cfo | occupation | Chief financial officer | cfo; fractional cfo; finance director; virtual cfo; finance manager; financial controller; part-time cfo | financial-consulting, accounting |
        financial-advisor | occupation | Financial advisor | financial adviser; financial planner; financial consultant; wealth manager; financial coach; investment advisor | financial-consulting |
        auditor | occupation | Auditor | auditors; internal auditor; financial auditor; external auditor | accounting | auditing

        bookkeeping | skill | Bookkeeping | book keeping; book-keeping; bookeeping; double-entry bookkeeping; catch-up bookkeeping; bookkeeping services | accounting |
        accounts-payable | skill | Accounts payable | ap; accounts payables; bill payment; vendor payments; supplier invoices; account payable | bookkeeping |
        accounts-receivable | skill | Accounts receivable | ar; invoicing; billing; debt collection; accounts receivables; invoice processing; account receivable | bookkeeping |
        bank-reconciliation | skill | Bank reconciliation | reconciliation; account reconciliation; bank reconciliations; reconciling accounts; reconcile accounts | bookkeeping |
        payroll | skill | Payroll | payroll processing; payroll management; payroll services; pay roll; wages; salary processing; gusto payroll | accounting, human-resources |
        financial-reporting | skill | Financial reporting | ifrs; gaap; us gaap; management accounts; financial statement preparation; year-end accounts; management reporting | accounting |
        auditing | skill | Auditing | audit; internal audit; financial audit; audits; external audit; internal controls; sox compliance | accounting |
        tax-preparation | skill | Tax preparation | tax filing; income tax; tax returns preparation; tax prep; corporate tax; tax accounting; personal tax | tax |
        vat-and-sales-tax | skill | VAT and sales tax | vat; gst; sales tax; value added tax; vat registration; vat filing; sales tax filing | tax | e-commerce
        tax-planning | skill | Tax planning | international tax; tax law; expat tax; tax advice; cross-border tax; us expat taxes; tax advisory | tax |
        financial-modeling | skill | Financial modeling | financial modelling; finance modeling; dcf; excel modeling; startup financial modeling; 3-statement model | financial-consulting | microsoft-excel
        budgeting | skill | Budgeting and forecasting | budgeting; forecasting; budget planning; financial forecasting; cash flow forecasting; cash flow management; budgets | financial-consulting |
        business-valuation | skill | Business valuation | valuation; company valuation; startup valuation; 409a valuation; due diligence; mergers and acquisitions; m&a | financial-consulting |
        investment-research | skill | Investment research | investing; stock analysis; investment analysis; equity research; trading; forex; stock market | financial-consulting | algorithmic-trading

        quickbooks | tool | QuickBooks | quick books; quickbooks online; qbo; intuit quickbooks; quickbook; quickbooks desktop; quickbooks pro | accounting |
        xero | tool | Xero | xero accounting; xero bookkeeping; xero software; xero setup | accounting |
        sap | tool | SAP | sap erp; sap s/4hana; sap hana; sap fico; sap abap; abap; sap business one | finance-and-accounting, software-development |
        erp-software | tool | ERP software | erp; odoo; netsuite; oracle netsuite; microsoft dynamics 365; dynamics 365; enterprise resource planning | finance-and-accounting, software-development |

        financial-model | deliverable | Financial model | excel financial model; startup financial model; financial projections; financial projection; pro forma | financial-modeling | business-plan
        financial-statements | deliverable | Financial statements | financial statement; balance sheet; profit and loss statement; p&l; income statement; annual accounts | financial-reporting |
        tax-return | deliverable | Tax return | tax returns; tax declaration; income tax return; annual tax return; us tax return; vat return | tax-preparation |
        """
}
