/// Concepts of design: graphic, brand and interface design, illustration, three-dimensional work,
/// interiors and fashion.
enum DesignAndCreativeConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        design-and-creative | category | Design and creative | design; creative; creative services; design services; design work; visual design; creative design | |
        graphic-design | category | Graphic design | graphics design; graphics; graphic designing; graphic art; graphical design; grafic design; print design | design-and-creative |
        ui-ux-design | category | UI/UX design | ui ux design; ux/ui design; ui/ux; ux/ui; ui ux; product interface design; uiux; digital product design | design-and-creative |
        branding | category | Branding | brand design; brand development; brand building; branding design; corporate design; brand creation | design-and-creative |
        illustration | category | Illustration | illustrations; illustrating; digital illustration; drawing; digital drawing; illustration art | design-and-creative |
        3d-design | category | 3D design | 3d; 3d art; 3d graphics; 3d work; 3d visualisation; 3d visualization; three-dimensional design | design-and-creative |
        fashion-design | category | Fashion design | fashion; clothing design; apparel design; garment design; fashion and apparel | design-and-creative |
        interior-design | category | Interior design | interiors; interior decoration; interior decorating; home design; interior designing; decor design | design-and-creative |

        graphic-designer | occupation | Graphic designer | graphics designer; graphic designers; visual designer; graphic artist; designer; designers | graphic-design | adobe-photoshop, adobe-illustrator
        logo-designer | occupation | Logo designer | logo designers; logo maker; logo artist; logo creator | graphic-designer, branding | logo
        ui-designer | occupation | UI designer | user interface designer; interface designer; ui designers; app designer; mobile app designer | ui-ux-design | ui-design, figma
        ux-designer | occupation | UX designer | user experience designer; ui/ux designer; ux/ui designer; ui ux designer; interaction designer; ux designers | ui-ux-design | wireframing
        product-designer | occupation | Digital product designer | product designer; product designers; saas designer; digital product designers | ux-designer, ui-designer |
        ux-researcher | occupation | UX researcher | user researcher; user experience researcher; usability specialist; ux researchers | ui-ux-design | user-research
        web-designer | occupation | Web designer | website designer; web designers; website designers; landing page designer; webdesigner | ui-designer | website, web-design
        illustrator | occupation | Illustrator | illustrators; digital illustrator; book illustrator; comic artist; drawing artist; cartoonist; digital artist | illustration | adobe-illustrator
        concept-artist | occupation | Concept artist | concept artists; character designer; environment artist; fantasy artist; character artist | illustrator | concept-art
        3d-artist | occupation | 3D artist | 3d modeler; 3d modeller; 3d designer; 3d artists; 3d visualizer; 3d generalist; cgi artist; 3d modelers | 3d-design | 3d-modeling, blender
        interior-designer | occupation | Interior designer | interior designers; interior decorator; home stylist; interior stylist; interior architect | interior-design |
        fashion-designer | occupation | Fashion designer | clothing designer; apparel designer; fashion designers; garment designer; costume designer | fashion-design |
        art-director | occupation | Art director | creative director; art directors; design director; design lead; creative lead | design-and-creative | graphic-designer

        logo-design | skill | Logo design | logo designing; logo creation; logotype design; logo making; logo redesign; minimalist logo design | graphic-design, branding |
        brand-identity | skill | Brand identity design | brand identity; visual identity; corporate identity; identity design; visual branding; logo and branding | branding |
        typography | skill | Typography | typesetting; lettering; font design; type design; fonts; calligraphy; hand lettering; typeface design | graphic-design |
        layout-design | skill | Layout design | page layout; book layout; magazine layout; book formatting; desktop publishing; dtp; editorial design | graphic-design |
        packaging-design | skill | Packaging design | package design; label design; product packaging; box design; bottle label design; packaging; product label design | graphic-design, branding |
        photo-editing | skill | Photo editing | image editing; photo retouching; retouching; background removal; photo manipulation; photo edit; picture editing | graphic-design | adobe-photoshop
        vector-graphics | skill | Vector graphics | vector art; vector tracing; vectorizing; raster to vector; svg; vectorization; vector design; image tracing | graphic-design |
        presentation-design | skill | Presentation design | powerpoint design; slide design; presentations design; deck design; powerpoint presentation design | graphic-design | microsoft-powerpoint
        t-shirt-design | skill | T-shirt design | tshirt design; t shirt design; shirt design; merch design; tee design; merchandise design | graphic-design, fashion-design | print-on-demand
        web-design | skill | Web design | website design; webdesign; web designing; site design; web page design; website designing; website layout | ui-ux-design |
        ui-design | skill | UI design | user interface design; interface design; gui design; user interface; gui; ui; dashboard design | ui-ux-design |
        ux-design | skill | UX design | user experience design; user experience; ux; interaction design; ixd; usability; user-centered design | ui-ux-design |
        wireframing | skill | Wireframing | wire framing; wireframe design; low-fidelity design; mockup design; user flows; user flow; information architecture | ux-design |
        user-research | skill | User research | ux research; usability testing; user testing; user interviews; usability test; persona research; user personas | ux-design | market-research
        design-systems | skill | Design systems | design system; component library; style guides for ui; ui components; pattern library; design tokens | ui-design |
        sketching | skill | Sketching | sketch; sketches; hand drawing; pencil drawing; pencil sketch; freehand drawing; line drawing; hand-drawn | illustration |
        character-design | skill | Character design | character illustration; mascot design; cartoon character design; character art; character drawing; vtuber design | illustration |
        childrens-book-illustration | skill | Children's book illustration | childrens book illustration; children book illustration; kids book illustration; picture book illustration | illustration |
        comic-art | skill | Comic art | comics; comic book art; manga; anime; manga art; anime art; webtoon; cartoon drawing; cartooning | illustration |
        concept-art | skill | Concept art | environment concept art; game concept art; matte painting; digital painting; concept design; creature design | illustration |
        3d-modeling | skill | 3D modeling | 3d modelling; 3d-modeling; 3d model; 3d models; 3d sculpting; polygon modeling; low poly modeling; cgi modeling | 3d-design |
        3d-rendering | skill | 3D rendering | 3d render; 3d renders; rendering; photorealistic rendering; cgi rendering; product rendering; cgi; 3d product rendering | 3d-design |
        3d-printing-design | skill | 3D printing | 3d print; 3d printing design; stl files; stl modeling; additive manufacturing; 3d print model; fdm printing | 3d-design | rapid-prototyping
        pattern-making | skill | Pattern making | sewing patterns; pattern drafting; pattern grading; patternmaking; garment patterns; clothing patterns | fashion-design | sewing

        adobe-photoshop | tool | Adobe Photoshop | photoshop; photo shop; ps cc; adobe ps; photoshop cc; fotoshop; photoshoping; photoshop editing | graphic-design |
        adobe-illustrator | tool | Adobe Illustrator | adobe ai; illustrator cc; adobe illustrator cc; illustrator software | vector-graphics |
        adobe-indesign | tool | Adobe InDesign | indesign; in design; indesign cc; in-design | layout-design |
        adobe-lightroom | tool | Adobe Lightroom | lightroom; light room; lightroom classic; lightroom presets | photo-editing | photography
        adobe-xd | tool | Adobe XD | xd; adobe experience design; adobexd; xd design | ui-ux-design | figma
        figma | tool | Figma | figma design; figma prototype; figjam; figma ui; figma ux; fgima | ui-ux-design |
        sketch-app | tool | Sketch app | sketch; sketchapp; sketch for mac; bohemian sketch | ui-ux-design | figma
        canva | tool | Canva | canva design; canva pro; canva templates; canva template; canvas design app | graphic-design |
        coreldraw | tool | CorelDRAW | corel draw; corel; coreldraw graphics suite; corel-draw | vector-graphics |
        procreate | tool | Procreate | pro create; procreate app; procreate art | illustration |
        blender | tool | Blender | blender 3d; blender3d; blender software; blender cycles | 3d-design |
        autodesk-maya | tool | Autodesk Maya | maya; maya 3d; maya autodesk | 3d-design | 3d-animation
        3ds-max | tool | 3ds Max | 3dsmax; 3d max; 3d studio max; autodesk 3ds max; 3dmax; 3ds max design | 3d-design | 3d-rendering
        sketchup | tool | SketchUp | sketch up; google sketchup; sketchup pro; trimble sketchup; layout for sketchup | 3d-design, interior-design | 3d-modeling

        logo | deliverable | Logo | logos; logotype; company logo; business logo; brand logo; logo file; wordmark; emblem; monogram logo | logo-design |
        brand-guidelines | deliverable | Brand guidelines | brand book; brand style guide; style guide; brand guide; brand guideline; brand kit; branding kit; branding package | brand-identity |
        business-card | deliverable | Business card | business cards; visiting card; visiting cards; letterhead; stationery; stationery design; stationary design | graphic-design | branding
        flyer | deliverable | Flyer | flyers; leaflet; leaflets; flier; fliers; flyer design; leaflet design; handout | graphic-design |
        brochure | deliverable | Brochure | brochures; brochure design; trifold brochure; pamphlet; booklet; company brochure; product brochure; tri-fold | layout-design |
        poster | deliverable | Poster | posters; poster design; event poster; movie poster; billboard; billboard design; roll up banner | graphic-design |
        banner-ad | deliverable | Banner | banners; banner ads; banner design; web banner; display ad banners; html5 banner; social media banner; ad creative | graphic-design |
        infographic | deliverable | Infographic | infographics; info graphic; info graphics | graphic-design |
        book-cover | deliverable | Book cover | book covers; book cover design; ebook cover; cover art; kindle cover; album cover; cover design | graphic-design | ebook
        pitch-deck | deliverable | Pitch deck | pitch decks; investor deck; investor presentation; pitchdeck; startup pitch deck; fundraising deck | presentation-design | fundraising
        slide-deck | deliverable | Presentation | presentations; slide deck; slides; powerpoint presentation; ppt; slide show; powerpoint slides; keynote presentation | presentation-design |
        icon-set | deliverable | Icon set | icons; icon sets; custom icons; icon pack; app icon; app icons; favicon | graphic-design |
        wireframe | deliverable | Wireframes | wireframe; wire frame; wire frames; ux wireframes; website wireframe; lo-fi mockups | wireframing |
        ui-mockup | deliverable | UI mockup | ui mockups; website mockup; mockup; mockups; figma file; web page mockup; mock-up; hi-fi mockups | ui-design | web-design
        social-media-graphics | deliverable | Social media graphics | social media posts design; instagram posts design; social media design; instagram template | graphic-design | social-media-marketing
        """
}
