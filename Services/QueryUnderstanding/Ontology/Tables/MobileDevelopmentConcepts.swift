/// Concepts of mobile development: apps for phones, tablets and watches, native and cross-platform.
enum MobileDevelopmentConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        mobile-development | category | Mobile development | mobile app development; mobile application development; app development; mobile dev; mobile programming | software-development |
        ios-development | category | iOS development | ios app development; iphone development; iphone app development; ipad development; ios programming; ios dev; ios | mobile-development |
        android-development | category | Android development | android app development; android programming; android dev; android application development; android | mobile-development |
        cross-platform-development | category | Cross-platform mobile development | cross-platform apps; cross platform app development; cross platform; cross-platform | mobile-development |

        mobile-developer | occupation | Mobile developer | mobile app developer; app developer; mobile developers; mobile engineer; app developers | software-developer, mobile-development | mobile-app
        ios-developer | occupation | iOS developer | ios engineer; iphone developer; ios app developer; ios developers; swift developer; apple developer | mobile-developer, ios-development | swift, xcode
        android-developer | occupation | Android developer | android engineer; android app developer; android programmer; kotlin developer | mobile-developer, android-development | kotlin, android-studio
        flutter-developer | occupation | Flutter developer | flutter engineer; flutter app developer; flutter developers; dart developer | mobile-developer, cross-platform-development | flutter
        react-native-developer | occupation | React Native developer | react native engineer; react-native developer; rn developer | mobile-developer, cross-platform-development | react-native

        swiftui | skill | SwiftUI | swift ui; swift-ui; swiftui development | ios-development, swift |
        uikit | skill | UIKit | ui kit ios; cocoa touch; autolayout; auto layout | ios-development | swift, objective-c
        core-data | skill | Core Data and SwiftData | coredata; swiftdata; swift data; core data | ios-development |
        jetpack-compose | skill | Jetpack Compose | android jetpack; compose ui; android compose | android-development, kotlin |
        in-app-purchases | skill | In-app purchases | in-app purchase; iap; storekit; in app purchases; revenuecat; app subscriptions; app monetization | mobile-development | payment-integration
        app-store-publishing | skill | App store publishing | app store submission; app publishing; google play publishing; testflight; app store connect; publish app | mobile-development |
        mobile-ui | skill | Mobile UI design | mobile app design; app design; mobile ui; app ui design; mobile interface design; ios app design; android app design | ui-design, mobile-development |
        wearable-development | skill | Wearable development | apple watch; watchos; wear os; smartwatch apps; healthkit; apple watch app; wearables | mobile-development | iot

        xcode | tool | Xcode | x code; x-code; instruments xcode; swift package manager; cocoapods | ios-development |
        android-studio | tool | Android Studio | androidstudio; gradle; android sdk; android ndk | android-development |
        react-native | tool | React Native | react-native; reactnative; expo; expo go; react native expo; rn app | cross-platform-development, react |
        flutter | tool | Flutter | fluter; google flutter; flutter sdk; flutter app; flutter development; flutter framework | cross-platform-development, dart | react-native
        ionic | tool | Ionic | ionic framework; capacitorjs; ionic app | cross-platform-development | angular
        xamarin | tool | Xamarin and .NET MAUI | xamarin forms; xamarin.forms; .net maui; dotnet maui; maui; xamarin | cross-platform-development, dotnet |
        firebase | tool | Firebase | google firebase; firestore; firebase auth; fire base; firebase realtime database | mobile-development, cloud-computing |
        supabase | tool | Supabase | supa base; supabase auth; supabase database | back-end-development, databases | firebase, postgresql

        mobile-app | deliverable | Mobile app | mobile apps; mobile application; mobile applications; phone app; smartphone app; app for phone; mobil app; tablet app | mobile-development |
        ios-app | deliverable | iOS app | ios apps; iphone app; iphone apps; ipad app; ios application; app store app | mobile-app, ios-development |
        android-app | deliverable | Android app | android apps; android application; android applications; google play app; play store app; apk | mobile-app, android-development |
        """
}
