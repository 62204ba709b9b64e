// Trades that write or run software.

extension Trade {
    static let webDevelopment = Trade(
        name: "Web Development", wage: 46, hours: 45, share: 1.6, neighbour: "Mobile Development",
        occupations: """
            front-end developer
            full-stack developer
            web developer
            WordPress developer
            Shopify expert
            PHP developer
            back-end developer
            """,
        skills: """
            React: ReactJS, React.js, react
            TypeScript: Typescript, TS
            Next.js: NextJS, nextjs
            JavaScript: Javascript, JS, vanilla js
            Vue.js: Vue, VueJS
            HTML5: HTML, html/css
            CSS: CSS3, Sass, stylesheets
            Tailwind CSS: tailwind
            Webflow: web flow
            WordPress: Wordpress, WP
            Elementor: elementor pro
            WooCommerce: woo commerce, Woocommerce
            Shopify: Liquid, shopify store
            PHP: php 8
            Laravel: laravel framework
            MySQL: mysql database, MariaDB
            Python: python 3
            Django: django rest framework
            PostgreSQL: Postgres, postgres
            Node.js: NodeJS, Node, node backend
            Express: Express.js, expressjs
            GraphQL: graphql api
            REST API: RESTful API, API integration, rest apis
            Stripe: stripe payments, payment gateway
            """,
        deliverables: """
            a customer portal
            a pricing calculator
            a browser extension
            a landing page
            a company website
            a blog redesign
            a membership site
            an online shop
            a multi-vendor marketplace
            a booking system
            an internal tool
            an admin dashboard
            a payment service
            """,
        tasks: """
            The site has to load fast on phones, our current page speed score is embarrassing.
            Visitors should be able to pay by card and get an invoice by email.
            The designs are ready, we need clean responsive markup.
            Our old developer left and the code has bugs in the checkout that cost us orders.
            You will move our content to the new site without losing search rankings.
            An editor without technical knowledge must be able to change texts and pictures.
            The back end already exists, you connect the pages to it.
            We want automated tests for the critical paths.
            Accessibility matters to us, please know what ARIA is for.
            There are about twelve page templates.
            """)

    static let mobileDevelopment = Trade(
        name: "Mobile Development", wage: 50, hours: 80, share: 1.0, neighbour: "Web Development",
        occupations: """
            iOS developer
            mobile app developer
            Flutter developer
            React Native developer
            Android developer
            """,
        skills: """
            Swift: swift language, Swift 6
            SwiftUI: swift ui
            UIKit: storyboards
            iOS: iPhone app, ios app development
            Core Data: coredata
            App Store: appstore submission, app store connect
            In-App Purchases: IAP, subscriptions
            Flutter: flutter sdk
            Dart: dart language
            React Native: react-native, RN
            Expo: expo sdk
            Firebase: Firestore, firebase auth
            Push Notifications: push messages, APNs
            Google Maps API: google maps, map integration
            Bluetooth: BLE, bluetooth low energy
            Android: android app development
            Kotlin: kotlin language
            Jetpack Compose: compose ui
            Java: java 17
            """,
        deliverables: """
            an iPhone app
            an offline mode for our app
            a subscription for our app
            a mobile app
            a loyalty card app
            a chat feature
            a delivery app
            a fitness tracker
            a companion app for our device
            an Android app
            """,
        tasks: """
            The app should work offline and sync when there is a connection again.
            We have wireframes and an API, the app itself does not exist yet.
            You will publish the app in both stores and take us through review.
            The current app crashes on older phones, find out why and fix it.
            Users log in with Apple, Google or e-mail.
            Location must be tracked in the background without draining the battery.
            We want to add subscriptions with a free trial.
            Please send links to apps of yours that are live.
            Animations should feel native, not like a web page in a frame.
            """)

    static let dataScience = Trade(
        name: "Data Science & Analytics", wage: 58, hours: 50, share: 1.1, neighbour: "Web Development",
        occupations: """
            machine learning engineer
            AI engineer
            data scientist
            data analyst
            Power BI consultant
            data engineer
            """,
        skills: """
            Machine Learning: ML, machine-learning models
            Python: python 3, Python scripting
            scikit-learn: sklearn
            Pandas: pandas dataframes, NumPy
            PyTorch: pytorch, torch
            TensorFlow: Keras
            Deep Learning: neural networks
            NLP: natural language processing, text mining
            Large Language Models: LLM, LLMs, GPT
            Computer Vision: image recognition, OpenCV
            Statistics: statistical analysis
            R: R language, RStudio
            Forecasting: time series, demand forecasting
            SQL: sql queries
            Data Visualization: charts, dataviz
            Tableau: tableau dashboards
            Power BI: PowerBI, DAX
            Microsoft Excel: Excel, spreadsheets
            Web Scraping: scraper, data scraping, crawling
            ETL: data pipelines, Airflow
            BigQuery: Google BigQuery
            Apache Spark: PySpark, spark jobs
            """,
        deliverables: """
            a churn model
            a recommendation engine
            a chatbot for our help pages
            an image classifier
            a pricing model
            a demand forecast
            a customer segmentation
            a sales dashboard
            a weekly report
            a scraper for product prices
            a data pipeline
            """,
        tasks: """
            The data is in a few large spreadsheets and is not clean.
            We want to know which customers are about to leave and why.
            The model has to run every night without anybody touching it.
            Please explain results so that our sales people understand them.
            We get about two million rows a month.
            Accuracy matters less than being able to say why.
            You will label a first sample together with our experts.
            The dashboard should refresh by itself every morning.
            Results go back to our CRM through its API.
            """)

    static let operations = Trade(
        name: "DevOps & IT", wage: 54, hours: 30, share: 0.8, neighbour: "Web Development",
        occupations: """
            cloud engineer
            DevOps engineer
            site reliability engineer
            system administrator
            security consultant
            IT administrator
            """,
        skills: """
            AWS: Amazon Web Services, EC2
            Terraform: infrastructure as code
            Kubernetes: K8s, k8s, helm
            Docker: docker compose, containers
            CI/CD: continuous integration, GitHub Actions
            Jenkins: jenkins pipelines
            Ansible: ansible playbooks
            Linux: Ubuntu, Debian, linux administration
            Bash: shell scripts, bash scripting
            Nginx: nginx reverse proxy
            Monitoring: Prometheus, Grafana
            Database Administration: DBA, backups
            Network Administration: VPN, routers, firewall
            Cybersecurity: penetration testing, security audit
            Windows Server: Active Directory
            Microsoft Azure: Azure
            Google Cloud: GCP, google cloud platform
            Office 365: Microsoft 365, Exchange
            """,
        deliverables: """
            a cost review of our cloud bill
            a cluster upgrade
            a deployment pipeline
            a server migration
            a monitoring setup
            a backup plan
            a disaster recovery test
            a security audit
            an office network
            """,
        tasks: """
            Deployments are done by hand today and go wrong every other week.
            The server was hacked once, this must not happen again.
            We need somebody who answers within an hour when production is down.
            Our cloud bill doubled in a year, find out where the money goes.
            Everything you set up must be written down for the next person.
            We move from one provider to another without downtime.
            About forty people work in the office, most with laptops.
            Logs should be searchable for ninety days.
            """)
}
