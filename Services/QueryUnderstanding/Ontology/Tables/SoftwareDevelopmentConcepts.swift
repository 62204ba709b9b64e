/// Concepts of software development in general: programming languages, ways of programming and the
/// tools programmers share.
enum SoftwareDevelopmentConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        software-development | category | Software development | software dev; software engineering; programming; coding; computer programming; application development; sofware development | |
        programming-language | category | Programming languages | programming language; coding languages; coding language | software-development |
        desktop-development | category | Desktop development | desktop app development; desktop application development; desktop programming; desktop software development | software-development |

        software-developer | occupation | Software developer | software developers; software engineer; software engineers; programmer; developer; developers; swe; coder | software-development | debugging
        software-architect | occupation | Software architect | software architects; solutions architect; application architect; architect | software-developer | software-architecture, microservices
        desktop-developer | occupation | Desktop developer | desktop application developer; desktop app developer; windows developer; mac developer | software-developer, desktop-development | desktop-app
        python-developer | occupation | Python developer | python programmer; python engineer; python dev; python developers; python coder | software-developer | python
        java-developer | occupation | Java developer | java programmer; java engineer; java dev; java developers; j2ee developer | software-developer | java
        cpp-developer | occupation | C++ developer | c++ programmer; c++ engineer; cpp developer; cpp programmer; c/c++ developer; c++ developers | software-developer | cpp
        dotnet-developer | occupation | .NET developer | dotnet developer; dot net developer; .net programmer; c# developer; c# programmer; asp.net developer | software-developer | csharp, dotnet
        automation-developer | occupation | Automation developer | automation specialist; automation expert; automation engineer; rpa developer | software-developer | process-automation, scripting

        python | skill | Python | python3; python 3; phyton; pyhton; py; python programming; python scripting | programming-language |
        java | skill | Java | java 8; java 11; java 17; java se; java ee; j2ee; core java; jakarta ee; java programming | programming-language | kotlin
        c-language | skill | C language | c; c programming; c programming language; ansi c; c99; c11; programming in c; c lang | programming-language | cpp
        cpp | skill | C++ | cpp; c plus plus; cplusplus; c++11; c++14; c++17; c++20; modern c++; c++ programming; c/c++ | programming-language | rust
        csharp | skill | C# | c sharp; csharp; c-sharp; c# programming; c#.net; c# .net | programming-language | java
        golang | skill | Golang | go; go language; go lang; go programming; go programming language; golang programming; go (golang) | programming-language |
        rust | skill | Rust | rust lang; rustlang; rust language; rust programming | programming-language |
        swift | skill | Swift | swift language; swift programming; apple swift; swift 5; swift 6; swiftlang | programming-language | objective-c
        objective-c | skill | Objective-C | objective c; objectivec; obj-c; objc; obj c | programming-language |
        kotlin | skill | Kotlin | kotlin language; kotlin programming; kotlin/jvm | programming-language |
        ruby | skill | Ruby | ruby language; ruby programming; ruby lang | programming-language |
        php | skill | PHP | php7; php 7; php8; php 8; php programming; core php; php5 | programming-language |
        scala | skill | Scala | scala language; scala programming | programming-language | java
        haskell | skill | Haskell | haskell programming; ghc | programming-language, functional-programming |
        elixir | skill | Elixir | elixir lang; elixir language; elixir programming | programming-language, functional-programming |
        visual-basic | skill | Visual Basic | vb.net; vb net; vbnet; visual basic .net; visual basic 6; vb6 | programming-language | vba
        vba | skill | VBA | visual basic for applications; excel vba; excel macro; excel macros; vba macros; ms access vba | programming-language | microsoft-excel
        lua | skill | Lua | lua scripting; lua programming; luau | programming-language |
        dart | skill | Dart | dart lang; dart language; dart programming | programming-language |
        shell-scripting | skill | Shell scripting | bash; bash scripting; shell script; shell scripts; bash script; zsh; unix shell | scripting | linux
        powershell | skill | PowerShell | power shell; powershell scripting; windows powershell; pwsh | scripting | windows-server
        scripting | skill | Scripting | scripting languages; scripting language | software-development | python
        object-oriented-programming | skill | Object-oriented programming | oop; object oriented programming; object-oriented design; ood; object orientation | software-development |
        functional-programming | skill | Functional programming | fp programming; functional programming languages; pure functional programming | software-development |
        algorithms | skill | Algorithms | algorithm; algorithm design; data structures; data structures and algorithms; dsa; algorithm development | software-development |
        software-architecture | skill | Software architecture | system design; software design; systems design; design patterns; domain-driven design; ddd; domain driven design | software-development |
        microservices | skill | Microservices | microservice; micro services; microservice architecture; service-oriented architecture; soa | software-architecture | docker
        code-review | skill | Code review | code reviews; code audit; code reviewing; peer review of code; source code review | software-development |
        debugging | skill | Debugging | bug fixing; bug fixes; bug fix; troubleshooting code; debug; bugfixing; fix bugs | software-development |
        version-control | skill | Version control | source control; versioning; revision control; vcs; source code management | software-development |
        performance-optimization | skill | Performance optimization | performance optimisation; performance tuning; code optimization; speed optimization; profiling | software-development |
        process-automation | skill | Process automation | automation; task automation; workflow automation; business process automation; rpa; robotic process automation | software-development |
        git | tool | Git | git version control; git scm; gitflow; git flow | version-control |
        github | tool | GitHub | git hub; github.com; github actions | git |
        dotnet | tool | .NET | dotnet; dot net; .net core; dotnet core; .net framework; net core; microsoft .net; .net 8; dot-net | csharp |
        qt | tool | Qt | qt framework; qt5; qt6; qml; pyqt; pyside; qt creator | desktop-development | cpp
        electron | tool | Electron | electron.js; electronjs; electron js; electron framework | desktop-development, javascript |
        zapier | tool | Zapier | zappier; zapier automation; zapier integration | process-automation | make-com
        make-com | tool | Make.com | integromat; make.com automation; make integromat; make automation | process-automation |
        n8n | tool | n8n | n8n automation; n8n workflow; n8n.io | process-automation | zapier

        desktop-app | deliverable | Desktop application | desktop app; desktop apps; desktop applications; desktop software; windows app; mac app; windows application | desktop-development |
        custom-software | deliverable | Custom software | bespoke software; custom application; software solution; custom software solution; tailor-made software | software-development |
        automation-script | deliverable | Automation script | python script; automation scripts; script; macro; macros; automated script | process-automation | scripting
        software-bot | deliverable | Bot | bots; telegram bot; discord bot; slack bot; whatsapp bot; trading bot; automation bot | process-automation | chatbot
        software-prototype | deliverable | Software prototype | mvp; minimum viable product; proof of concept; poc; working prototype; mvp development | software-development | product-strategy
        """
}
