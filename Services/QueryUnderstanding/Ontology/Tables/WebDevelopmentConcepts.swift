/// Concepts of web development: sites and web applications, the front end and the back end, and
/// content management systems.
enum WebDevelopmentConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        web-development | category | Web development | web dev; website development; web programming; web application development; site development; web developement | software-development |
        front-end-development | category | Front-end development | frontend development; front end development; frontend; front-end; front end; client-side development | web-development |
        back-end-development | category | Back-end development | backend development; back end development; backend; back-end; back end; server-side development | web-development |
        cms-development | category | CMS development | content management systems; content management system; cms; cms websites | web-development |

        web-developer | occupation | Web developer | web developers; web programmer; website developer; webdev; web engineer; website builder; webmaster | software-developer, web-development | website
        front-end-developer | occupation | Front-end developer | frontend developer; front end developer; front-end engineer; ui developer | web-developer, front-end-development | javascript, html, css
        back-end-developer | occupation | Back-end developer | backend developer; back end developer; backend engineer; back-end engineer | web-developer, back-end-development | api-development
        full-stack-developer | occupation | Full-stack developer | fullstack developer; full stack developer; fullstack; full stack; full-stack | front-end-developer, back-end-developer |
        wordpress-developer | occupation | WordPress developer | wordpress expert; wordpress programmer; wp developer; wordpress developers; wordpress designer | web-developer, cms-development | wordpress
        php-developer | occupation | PHP developer | php programmer; php engineer; laravel developer; php developers | back-end-developer | php, laravel
        react-developer | occupation | React developer | reactjs developer; react.js developer; react engineer; react js developer; next.js developer | front-end-developer | react
        no-code-developer | occupation | No-code developer | no code developer; nocode developer; low-code developer; webflow developer; bubble developer | web-developer | no-code-development

        html | skill | HTML | html5; html 5; html/css; html coding; hypertext markup language; xhtml; semantic html | front-end-development | css
        css | skill | CSS | css3; css 3; cascading style sheets; css styling; flexbox; css grid; stylesheet; stylesheets | front-end-development |
        javascript | skill | JavaScript | js; ecmascript; es6; java script; vanilla js; vanilla javascript; javascipt; javscript; es2015 | programming-language | front-end-development
        typescript | skill | TypeScript | type script; ts; typescript programming; typscript | javascript |
        responsive-design | skill | Responsive design | responsive web design; mobile-first design; mobile first; responsive website; responsive layout; rwd | front-end-development | web-design
        web-accessibility | skill | Web accessibility | accessibility; a11y; wcag; ada compliance; section 508; accessibility audit; wai-aria | front-end-development | ux-design
        web-performance | skill | Web performance | website speed optimization; page speed; core web vitals; pagespeed; site speed | web-development, performance-optimization | technical-seo
        progressive-web-app | skill | Progressive web apps | progressive web app; pwa; pwas; service workers | front-end-development | mobile-development
        psd-to-html | skill | Design to HTML conversion | psd to html; figma to html; psd2html; psd to wordpress; figma to code; html slicing; psd conversion | front-end-development | figma
        api-development | skill | API development | api; apis; api design; api programming; web api; web apis; api building | back-end-development |
        rest-api | skill | REST APIs | rest api; restful api; restful apis; restful; restful services; restful web services | api-development |
        graphql | skill | GraphQL | graph ql; apollo graphql; graphql api; apollo | api-development | rest-api
        api-integration | skill | API integration | api integrations; integrate api; third party api; third-party api integration; webhooks; webhook | api-development |
        websockets | skill | WebSockets | websocket; web sockets; socket.io; real-time web; realtime communication; signalr; webrtc | back-end-development |
        authentication | skill | Authentication | oauth; oauth2; oauth 2.0; jwt; single sign-on; sso; openid connect; saml; login systems | back-end-development | application-security
        payment-integration | skill | Payment integration | payment gateway integration; payment gateway; payment gateways; payment processing; checkout integration | back-end-development | stripe, paypal
        web-hosting | skill | Web hosting | website hosting; cpanel; dns; domain setup; domain names; hosting setup; website migration; plesk | web-development | system-administration
        website-maintenance | skill | Website maintenance | website support; web maintenance; site maintenance; website updates; website management; website fixes | web-development |
        no-code-development | skill | No-code development | no code; nocode; no-code; low code; low-code; lowcode; low-code development | web-development |

        react | tool | React | react.js; reactjs; react js; react hooks; react framework; react library | front-end-development, javascript |
        next-js | tool | Next.js | nextjs; next js; next.js framework | react |
        vue | tool | Vue.js | vue; vuejs; vue js; vue 3; vue3; vuex; vuetify | front-end-development, javascript | react
        angular | tool | Angular | angularjs; angular.js; angular js; angular 2; angular2; angular 2+; angular material | front-end-development, typescript | react
        svelte | tool | Svelte | sveltekit; svelte kit; sveltejs; svelte.js | front-end-development, javascript |
        jquery | tool | jQuery | j query; jquery ui; ajax; jquery/ajax; jqery | front-end-development, javascript |
        bootstrap | tool | Bootstrap | bootstrap 4; bootstrap 5; twitter bootstrap; bootstrap css; boostrap | css | responsive-design
        tailwind-css | tool | Tailwind CSS | tailwind; tailwindcss; tailwind ui | css | bootstrap
        three-js | tool | Three.js and WebGL | threejs; three js; webgl; react three fiber; three.js | javascript, front-end-development | 3d-modeling
        node-js | tool | Node.js | node; nodejs; node js; nodejs development; nodes.js | back-end-development, javascript |
        express-js | tool | Express.js | express; expressjs; express js; node express; express framework | node-js |
        mern-stack | skill | MERN and MEAN stacks | mern; mern stack; mean stack; mevn stack; javascript full stack; mern/mean | node-js, react | mongodb
        nestjs | tool | NestJS | nest.js; nest js; nestjs framework | node-js, typescript |
        django | tool | Django | django rest framework; python django; drf; django framework; djangorestframework | back-end-development, python |
        flask | tool | Flask | python flask; flask framework; flask api | back-end-development, python | django
        fastapi | tool | FastAPI | fast api; python fastapi; pydantic | api-development, python | flask
        laravel | tool | Laravel | larvel; laravel framework; php laravel; livewire; lumen framework | back-end-development, php |
        ruby-on-rails | tool | Ruby on Rails | ror; rails; ruby on rails framework; rubyonrails; rails 7 | back-end-development, ruby |
        spring-boot | tool | Spring Boot | spring framework; spring mvc; springboot; java spring; spring java | back-end-development, java | microservices
        aspnet | tool | ASP.NET | asp.net core; asp.net mvc; asp net; aspnet; asp.net core mvc; asp.net web api; blazor | back-end-development, dotnet |
        vapor | tool | Vapor (Swift) | vapor framework; swift vapor; server-side swift; server side swift; swift on server | back-end-development, swift |
        wordpress | tool | WordPress | wp; word press; wordpress.org; wordpress theme; wordpress plugin; wordpres | cms-development | php
        elementor | tool | Elementor | elementor pro; elementer; wordpress page builder | wordpress |
        drupal | tool | Drupal | drupal 8; drupal 9; drupal 10; drupal cms | cms-development | php
        joomla | tool | Joomla | joomla!; joomla cms; jomla | cms-development | php
        webflow | tool | Webflow | web flow; webflow cms; webflow development | no-code-development, cms-development | web-design
        wix | tool | Wix | wix website; wix studio; editor x; velo by wix; wix editor | no-code-development, cms-development |
        squarespace | tool | Squarespace | square space; squarespace website; squarespace design | no-code-development, cms-development | wix
        bubble | tool | Bubble.io | bubble; bubbleio; bubble no-code; bubble app | no-code-development |
        headless-cms | tool | Headless CMS | contentful; strapi; sanity.io; prismic; directus; storyblok; payload cms | cms-development | rest-api
        airtable | tool | Airtable | air table; airtable base; airtable automation | no-code-development | process-automation

        website | deliverable | Website | websites; web site; web sites; business website; company website; corporate website; portfolio website | web-development |
        landing-page | deliverable | Landing page | landing pages; landingpage; lander; sales page; squeeze page; one page website; one-page site; one pager website | website | conversion-optimization
        web-app | deliverable | Web application | web app; web apps; webapp; web applications; web portal; web platform; saas application; saas app; single page application | web-development |
        marketplace-site | deliverable | Marketplace website | marketplace platform; multi-vendor marketplace; online marketplace; multivendor marketplace; directory website; booking website | web-app |
        admin-dashboard | deliverable | Admin dashboard | admin panel; admin panels; back office app; admin dashboards; management dashboard; control panel | web-app |
        rest-api-service | deliverable | API service | backend api; api backend; api endpoint; api endpoints; backend service; web service; web services | api-development |
        browser-extension | deliverable | Browser extension | chrome extension; browser extensions; firefox extension; chrome plugin; browser plugin; chrome extensions | web-development | javascript
        """
}
