/// Concepts of brewing, cooking, photography, events, handicrafts, and work about the house and
/// garden.
enum CraftsAndLocalServicesConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        crafts-and-leisure | category | Crafts and leisure | hobbies; hobby; crafts; craft; leisure; pastimes; arts and crafts; arts & crafts | |
        brewing | category | Brewing and fermentation | brewing; home-brewing; homebrewing; home brewing; homebrew; beer making; fermentation; craft brewing; home brew; fermenting | crafts-and-leisure |
        food-and-cooking | category | Food and cooking | food; culinary arts; culinary; food services; food and drink; gastronomy; food & beverage | crafts-and-leisure |
        photography | category | Photography | photo; photos; photo shoot; photography services; photoshoot; photographs; fotography; photo shooting | crafts-and-leisure, design-and-creative |
        events | category | Events | event services; party services; event production; celebrations; weddings; wedding services | crafts-and-leisure |
        handicrafts | category | Handicrafts | handmade; handcraft; handcrafts; handicraft; handmade goods; craft making; diy; do it yourself; hand made | crafts-and-leisure |
        home-services | category | Home and local services | home services; household services; local services; home improvement; handyman services; domestic services | |

        brewer | occupation | Brewer | brewers; home brewer; homebrewer; master brewer; brewmaster; beer brewer; brew master; brewing consultant | brewing | beer-brewing
        chef | occupation | Chef | chefs; cook; cooks; private chef; personal chef; pastry chef; caterer; sous chef; executive chef; baker; bakers | food-and-cooking | cooking
        bartender | occupation | Bartender | bartenders; barista; mixologist; barman; baristas; sommelier; waiter; waitress; cocktail bartender | food-and-cooking | mixology
        photographer | occupation | Photographer | photographers; wedding photographer; product photographer; portrait photographer; event photographer; fotographer | photography |
        event-planner | occupation | Event planner | event planners; event manager; wedding planner; event organizer; party planner; event coordinator; event organiser; dj; djs | events | event-planning
        craftsperson | occupation | Craftsperson | craftsman; artisan; maker; crafter; artisans; craftswoman; seamstress; tailor; carpenter; jeweler; potter; woodworker | handicrafts |
        handyman | occupation | Handyman | handymen; handy man; handywoman; maintenance worker; home repair specialist; odd jobs; handyperson; repairman; house painter | home-services | home-repair
        electrician | occupation | Electrician | electricians; electrical contractor; electrical installer; eletrician; licensed electrician | home-services | electrical-installation
        plumber | occupation | Plumber | plumbers; plumbing contractor; heating engineer; pipe fitter; plummer; gas fitter | home-services | plumbing
        cleaner | occupation | Cleaner | cleaners; housekeeper; cleaning lady; maid; janitor; house cleaner; housekeepers | home-services | cleaning
        gardener | occupation | Gardener | gardeners; landscaper; garden worker; lawn care specialist; groundskeeper; landscapers; arborist | home-services | gardening
        caregiver | occupation | Caregiver | babysitter; nanny; carer; au pair; childminder; elder carer; babysitters; caregivers; nannies; pet sitter; dog walker | home-services | care-work

        beer-brewing | skill | Beer brewing | beer; all-grain brewing; ale; lager; beers; craft beer; extract brewing; mashing; brewing beer; ipa brewing; ales; lagers | brewing |
        recipe-formulation | skill | Beer recipe formulation | hop selection; hops; malt; malts; yeast; yeast management; water chemistry; malting; grain bill; hop schedule | beer-brewing | chemistry
        wine-making | skill | Wine, cider and mead making | wine making; winemaking; wine; cider; cider making; mead; mead making; viticulture; enology; meadmaking; wines; kombucha | brewing |
        distilling | skill | Distilling | distillation; spirits; whiskey making; moonshine; gin making; whisky; craft spirits | brewing |
        brewery-equipment | skill | Brewing equipment | brewhouse; fermenter; kegging; bottling; fermentation vessel; brew kettle; brewing system; draught systems; kegs; fermenters | brewing |
        food-fermentation | skill | Food fermentation | sourdough; cheese making; pickling; kimchi; sauerkraut; cheesemaking; charcuterie; canning and preserving; sour dough | brewing, food-and-cooking |
        cooking | skill | Cooking | home cooking; meal preparation; cookery; meal prep; catering; cuisine; cooking lessons; vegan cooking; cooking classes; grilling | food-and-cooking |
        baking | skill | Baking | cake decorating; cakes; cake; pastry; bread baking; cake making; bread; cupcakes; wedding cake | food-and-cooking |
        mixology | skill | Drinks and coffee | mixology; cocktails; cocktail making; coffee; barista skills; bartending; coffee roasting; wine tasting; beverages | food-and-cooking |
        recipe-development | skill | Recipe development | recipe creation; food styling; food product development; recipe testing; menu development; recipe writing | food-and-cooking | nutrition
        portrait-photography | skill | Portrait and wedding photography | portrait photography; wedding photography; event photography; headshots; headshot; family photography | photography |
        product-photography | skill | Product photography | product photos; food photography; commercial photography; product photo; packshot; ecommerce photography; packshots | photography | e-commerce
        event-planning | skill | Event planning | event management; event organization; party planning; wedding planning; event coordination; event organisation; conference planning | events |
        event-entertainment | skill | Event entertainment | djing; live music; magician; party entertainment; wedding dj; master of ceremonies; dancing; dance; stand-up comedy | events | musician
        sewing | skill | Sewing and knitting | sewing; knitting; crochet; embroidery; tailoring; clothing alterations; quilting; alterations; dressmaking; weaving; crocheting | handicrafts |
        woodworking | skill | Woodworking | carpentry; wood working; wood carving; furniture making; woodwork; joinery; cabinet making; wood turning; furniture restoration | handicrafts |
        pottery | skill | Pottery and ceramics | pottery; ceramics; ceramic; clay; sculpture; wheel throwing; glass blowing; sculpting by hand; stained glass | handicrafts |
        jewelry-making | skill | Jewelry making | jewellery making; jewelry; jewellery; beading; metalsmithing; silversmithing; leatherwork; leather craft; leathercraft; blacksmithing | handicrafts |
        painting-art | skill | Fine art painting | oil painting; watercolor; acrylic painting; watercolour; fine art; mural painting; canvas painting; murals; painting | handicrafts, illustration |
        home-repair | skill | Home repair and renovation | renovation; remodeling; house painting; drywall; tiling; furniture assembly; flooring; roofing; plastering; appliance repair | home-services |
        plumbing | skill | Plumbing | plumbing repair; pipe repair; drain cleaning; water heater installation; leak repair; bathroom installation; boiler repair | home-services |
        electrical-installation | skill | Electrical installation | wiring; electrical wiring; electrical repair; lighting installation; rewiring; ev charger installation | home-services |
        cleaning | skill | Cleaning | house cleaning; home cleaning; office cleaning; housekeeping; window cleaning; carpet cleaning; deep cleaning; laundry; ironing | home-services |
        gardening | skill | Gardening | garden maintenance; lawn mowing; landscaping; lawn care; horticulture; tree trimming; hop growing; plant care | home-services, crafts-and-leisure |
        moving-and-delivery | skill | Moving and delivery | delivery; movers; removals; courier; driving; house moving; furniture moving; errands; chauffeur | home-services | supply-chain-management
        care-work | skill | Care of people and pets | childcare; babysitting; elderly care; pet sitting; dog walking; child care; pet care; senior care; dog training; dog sitting | home-services |
        beauty-services | skill | Beauty and hair | makeup; hairdressing; hair styling; nails; make-up; makeup artist; hairdresser; hairstylist; barber; beauty | home-services, health-and-wellness |
        auto-repair | skill | Vehicle repair | car repair; auto repair; mechanic; bicycle repair; car maintenance; bike repair; motorcycle repair; car detailing; automotive repair | home-services |

        brewing-software | tool | Brewing software | beersmith; brewfather; beer smith; brewer's friend; brewers friend; brewing calculator; beerxml | beer-brewing | recipe-formulation

        beer-recipe | deliverable | Beer recipe | beer recipes; homebrew recipe; brewing recipe; brew recipe; ipa recipe; stout recipe; lager recipe; mead recipe | recipe-formulation |
        food-recipe | deliverable | Recipe | recipes; cookbook; recipe book; cooking recipe; cook book; cookbooks; food recipe; baking recipe; family recipes | recipe-development |
        handmade-item | deliverable | Handmade item | handmade gift; custom gift; craft item; handmade jewelry; handmade items; personalized gift; handmade clothes | handicrafts |
        """
}
