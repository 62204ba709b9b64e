/// Concepts of film, animation, sound, voice and music.
enum VideoAndAudioConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        video-and-audio | category | Video and audio | video & audio; audio and video; multimedia; audiovisual; av production; media production | |
        video-production | category | Video production | video; videos; videography; film production; filmmaking; film making; video creation; video making | video-and-audio |
        animation | category | Animation | animations; animating; animation production; animation services | video-and-audio |
        audio-production | category | Audio production | audio; sound production; audio services; sound engineering; audio engineering | video-and-audio |
        music-production | category | Music production | music; music making; beat making; beatmaking; producing music; music creation | audio-production |

        video-editor | occupation | Video editor | video editors; film editor; youtube editor; youtube video editor; reels editor; editor | video-production | video-editing, premiere-pro
        videographer | occupation | Videographer | videographers; cameraman; camera operator; filmmaker; cinematographer; film maker; drone operator; video shooter | video-production |
        video-producer | occupation | Video producer | producer; film producer; video producers; content producer; film director; video director | video-production |
        animator | occupation | Animator | animators; 2d animator; 3d animator; animation artist; whiteboard animator; cartoon animator | animation |
        motion-designer | occupation | Motion designer | motion graphics designer; motion graphic artist; motion designers; motion graphics artist | animator | motion-graphics, after-effects
        vfx-artist | occupation | VFX artist | visual effects artist; vfx artists; compositor; special effects artist; cgi specialist | video-production | visual-effects
        audio-engineer | occupation | Audio engineer | sound engineer; mixing engineer; mastering engineer; sound designer; audio editor; audio engineers; sound editor | audio-production | audio-editing
        music-producer | occupation | Music producer | producer; beat maker; beatmaker; record producer; music producers; beat producer | music-production | music-mixing
        composer | occupation | Composer | composers; songwriter; song writer; music composer; film composer; arranger; jingle writer; music arranger | music-production | music-composition
        musician | occupation | Musician | musicians; session musician; singer; vocalist; singers; guitarist; pianist; drummer; violinist; bassist | music-production |
        voice-actor | occupation | Voice actor | voice over artist; voice artist; voiceover artist; voice talent; narrator; voice actress; voice actors; dubbing artist | audio-production | voice-over

        video-editing | skill | Video editing | video edit; video post production; post-production; film editing; edit videos; video post-production; editing videos | video-production |
        short-form-video | skill | Short-form video | reels; instagram reels; tiktok videos; youtube shorts; short videos; tiktok editing; shorts | video-editing | social-media-marketing
        color-grading | skill | Color grading | colour grading; color correction; colour correction; colorist; color grade; video color grading | video-editing |
        visual-effects | skill | Visual effects | vfx; compositing; special effects; green screen; chroma key; rotoscoping; greenscreen; motion tracking | video-production |
        motion-graphics | skill | Motion graphics | motion graphic; motion design; mograph; animated graphics; kinetic typography; motion-graphics | animation |
        2d-animation | skill | 2D animation | 2d animated video; cartoon animation; character animation; frame by frame animation; 2d animations; cel animation | animation |
        3d-animation | skill | 3D animation | 3d animated video; 3d rigging; cgi animation; rigging; character rigging; 3d animations; 3d product animation | animation, 3d-design |
        live-streaming | skill | Live streaming | livestream; live stream; livestreaming; obs studio; twitch streaming; webcasting; streaming setup | video-production | event-planning
        youtube-channel-management | skill | YouTube channel management | youtube management; youtube seo; youtube automation; youtube growth; youtube optimization | video-production, digital-marketing |
        audio-editing | skill | Audio editing | audio cleanup; sound editing; noise removal; audio restoration; audio edit; noise reduction; audio post production | audio-production |
        sound-design | skill | Sound design | sound effects; sfx; foley; sound effect; audio branding; game audio; sound fx | audio-production | game-development
        voice-over | skill | Voice-over | voice over; voiceover; voice overs; voiceovers; voice acting; narration; dubbing; voice recording; voice work | audio-production |
        podcast-production | skill | Podcast production | podcast editing; podcasting; podcast; podcasts; podcast recording; podcast launch; podcast edit | audio-production | audio-editing
        music-mixing | skill | Mixing and mastering | mixing; mastering; audio mixing; audio mastering; music mixing; song mixing; mix and master; vocal tuning | music-production |
        music-composition | skill | Music composition | composing music; songwriting; song writing; film scoring; orchestration; lyrics; lyric writing | music-production |
        subtitling | skill | Subtitling | subtitles; captions; captioning; closed captions; closed captioning; srt files; video subtitles; subtitle | video-editing | translation, transcription

        premiere-pro | tool | Adobe Premiere Pro | premiere pro; adobe premiere; premiere; premier pro; adobe premier; adobe premier pro | video-editing |
        after-effects | tool | Adobe After Effects | after effects; aftereffects; after effect; adobe ae; after-effects; ae templates | motion-graphics, visual-effects |
        davinci-resolve | tool | DaVinci Resolve | davinci; da vinci resolve; resolve studio; davinci resolve studio; davinci fusion | video-editing | color-grading
        final-cut-pro | tool | Final Cut Pro | final cut; fcpx; final cut pro x; finalcut; finalcut pro; fcp | video-editing |
        capcut | tool | CapCut | cap cut; capcut editing; capcut pro | video-editing | short-form-video
        ableton-live | tool | Ableton Live | ableton; ableton suite; ableton push | music-production |
        logic-pro | tool | Logic Pro | logic pro x; apple logic; logicpro | music-production |
        fl-studio | tool | FL Studio | fruity loops; fruityloops; flstudio; image-line fl studio | music-production | ableton-live
        audacity | tool | Audacity | audacity editing; audacity audio editor | audio-editing |

        explainer-video | deliverable | Explainer video | explainer videos; animated explainer; animated explainer video; animated video; explanatory video | animation | motion-graphics
        promo-video | deliverable | Promotional video | promo video; video ad; video ads; tv commercial; advertising video; product video; corporate video; ugc video | video-production | advertising
        youtube-video | deliverable | YouTube video | youtube videos; vlog; vlogs; youtube content; youtube video editing; faceless youtube video | video-editing | youtube-channel-management
        video-intro | deliverable | Intro and outro | video intro; logo animation; animated logo; intro video; logo reveal; youtube intro; intros | motion-graphics | logo
        music-video | deliverable | Music video | music videos; lyric video; lyrics video; music visualizer; spotify canvas; music clip | video-production | musician
        audiobook | deliverable | Audiobook | audio book; audiobooks; audio books; acx audiobook; audiobook narration; audiobook production | voice-over | ebook
        music-track | deliverable | Music track | song; songs; beat; beats; jingle; jingles; background music; soundtrack; instrumental; theme song | music-production |
        storyboard | deliverable | Storyboard | storyboards; story board; storyboarding; story boards; shot list; animatic; animatics | video-production, illustration |
        video-script | deliverable | Video script | script; video scripts; youtube script; explainer script; scripts for video; tv script; voiceover script | scriptwriting, video-production |
        """
}
