/// Concepts of the languages people speak and write, by their English names and their own.
enum HumanLanguagesConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        human-languages | category | Languages | human languages; foreign languages; foreign language; language skills; spoken languages; natural languages | |
        european-languages | category | European languages | european language; languages of europe; eu languages | human-languages |
        asian-languages | category | Asian languages | asian language; languages of asia | human-languages |
        african-and-middle-eastern-languages | category | African and Middle Eastern languages | african languages; middle eastern languages; african language; semitic languages | human-languages |

        english | skill | English | english language; british english; american english; fluent english; native english; inglés; anglais; englisch; inglish | european-languages |
        spanish | skill | Spanish | spanish language; español; espanol; castellano; castilian; latin american spanish; espagnol; spansh; mexican spanish | european-languages |
        french | skill | French | french language; français; francais; canadian french; französisch; francés; quebec french | european-languages |
        german | skill | German | german language; deutsch; swiss german; austrian german; allemand; alemán | european-languages |
        italian | skill | Italian | italian language; italiano; italien; italienisch | european-languages |
        portuguese | skill | Portuguese | portuguese language; português; portugues; brazilian portuguese; european portuguese; portugese | european-languages | spanish
        dutch | skill | Dutch | dutch language; nederlands; flemish; vlaams; netherlandish | european-languages |
        russian | skill | Russian | russian language; русский; russkiy; russisch | european-languages |
        ukrainian | skill | Ukrainian | ukrainian language; українська; ukranian; ukrainska | european-languages |
        polish | skill | Polish | polish language; polski; polnisch; język polski | european-languages |
        czech | skill | Czech and Slovak | czech; slovak; čeština; cestina; slovenčina; czech language; slovak language; slovencina | european-languages |
        romanian | skill | Romanian | romanian language; română; moldovan | european-languages |
        hungarian | skill | Hungarian | hungarian language; magyar; ungarisch | european-languages |
        greek | skill | Greek | greek language; ελληνικά; modern greek; ellinika; ancient greek | european-languages |
        bulgarian | skill | Bulgarian | bulgarian language; български; bulgarski | european-languages |
        serbo-croatian | skill | Serbian, Croatian and Bosnian | serbian; croatian; bosnian; srpski; hrvatski; serbo-croatian; bosanski; serbo croatian; montenegrin | european-languages |
        swedish | skill | Swedish | swedish language; svenska; schwedisch | european-languages |
        norwegian | skill | Norwegian | norwegian language; norsk; bokmål; bokmal; nynorsk | european-languages | swedish
        danish | skill | Danish | danish language; dansk; dänisch | european-languages | norwegian
        finnish | skill | Finnish | finnish language; suomi; suomen kieli | european-languages |
        chinese | skill | Chinese | mandarin; mandarin chinese; chinese language; cantonese; simplified chinese; traditional chinese; 中文; putonghua; 普通话 | asian-languages |
        japanese | skill | Japanese | japanese language; 日本語; nihongo; japanesse; japonais | asian-languages |
        korean | skill | Korean | korean language; 한국어; hangul; hangugeo | asian-languages |
        hindi | skill | Hindi | hindi language; हिन्दी; hindustani; devanagari | asian-languages | urdu
        urdu | skill | Urdu | urdu language; اردو | asian-languages |
        bengali | skill | Bengali | bangla; bengali language; বাংলা; bangla language | asian-languages |
        punjabi | skill | Punjabi | punjabi language; panjabi; ਪੰਜਾਬੀ; gurmukhi | asian-languages |
        tamil | skill | Tamil | tamil language; தமிழ்; tamizh | asian-languages |
        telugu | skill | Telugu | telugu language; తెలుగు; telegu | asian-languages |
        indonesian | skill | Indonesian and Malay | indonesian; bahasa indonesia; malay; bahasa; bahasa melayu; malaysian language; indonesian language | asian-languages |
        filipino | skill | Filipino | tagalog; filipino language; pilipino; tagalog language; cebuano; bisaya | asian-languages |
        vietnamese | skill | Vietnamese | vietnamese language; tiếng việt; tieng viet; vietnamse | asian-languages |
        thai | skill | Thai | thai language; ภาษาไทย; phasa thai | asian-languages |
        arabic | skill | Arabic | arabic language; العربية; egyptian arabic; modern standard arabic; arabe; arabisch | african-and-middle-eastern-languages |
        hebrew | skill | Hebrew | hebrew language; עברית; ivrit; modern hebrew | african-and-middle-eastern-languages |
        persian | skill | Persian | farsi; persian language; فارسی; dari; parsi | african-and-middle-eastern-languages, asian-languages |
        turkish | skill | Turkish | turkish language; türkçe; turkce; türkisch | european-languages, asian-languages |
        swahili | skill | Swahili | kiswahili; swahili language; swahilli | african-and-middle-eastern-languages |
        sign-language | skill | Sign language | asl; american sign language; british sign language; bsl; sign languages; signing for the deaf | human-languages | interpreting
        """
}
