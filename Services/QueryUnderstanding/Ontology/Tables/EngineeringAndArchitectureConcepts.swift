/// Concepts of engineering and building: mechanical, electrical and civil work, architecture, CAD
/// and manufacturing.
enum EngineeringAndArchitectureConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        engineering-and-architecture | category | Engineering and architecture | engineering; engineering & architecture; engineering services; technical engineering; architecture and engineering | |
        mechanical-engineering | category | Mechanical engineering | mechanical; mechanical design; machine design; mech engineering; mechanical engineering design | engineering-and-architecture |
        electrical-engineering | category | Electrical engineering | electronics; electronic engineering; electronics engineering; electronics design; electrical design | engineering-and-architecture |
        civil-engineering | category | Civil engineering | civil; civil works; construction engineering; infrastructure engineering; civil design; highway engineering | engineering-and-architecture |
        building-architecture | category | Architecture | architectural design; building design; architectural services; house design; architectural work | engineering-and-architecture |
        product-engineering | category | Product engineering | industrial design; physical product design; hardware product development; product development | engineering-and-architecture |

        mechanical-engineer | occupation | Mechanical engineer | mechanical engineers; machine designer; mechanical designer; cad engineer; solidworks expert | mechanical-engineering | cad, solidworks
        electrical-engineer | occupation | Electrical engineer | electrical engineers; electronics engineer; hardware engineer; pcb designer; electronic engineer | electrical-engineering | circuit-design
        embedded-engineer | occupation | Embedded systems engineer | embedded engineer; firmware engineer; arduino developer; iot developer | electrical-engineering, software-developer | embedded-systems
        civil-engineer | occupation | Civil engineer | civil engineers; structural engineer; structural engineers; site engineer; geotechnical engineer | civil-engineering | structural-engineering
        building-architect | occupation | Building architect | architect; architects; architectural designer; residential architect; house designer; landscape architect | building-architecture | revit
        cad-drafter | occupation | CAD drafter | draftsman; cad designer; cad technician; draughtsman; autocad drafter; drafter; cad draftsman; autocad expert | engineering-and-architecture | cad, autocad
        industrial-designer | occupation | Industrial designer | physical product designer; industrial designers; hardware product designer; invention designer | product-engineering | rapid-prototyping
        chemical-engineer | occupation | Chemical engineer | process engineer; chemical engineers; process design engineer; plant engineer | engineering-and-architecture | process-engineering
        surveyor | occupation | Surveyor | quantity surveyor; land surveyor; building surveyor; cost estimator; construction estimator; surveyors; estimator | civil-engineering | cost-estimating

        cad | skill | CAD | computer-aided design; computer aided design; cad drafting; 2d cad; 3d cad; drafting; 2d drafting; cad design | engineering-and-architecture |
        finite-element-analysis | skill | Simulation and finite element analysis | fea; finite element analysis; cfd; computational fluid dynamics; stress analysis | mechanical-engineering |
        manufacturing | skill | Manufacturing | design for manufacturing; dfm; cnc; cnc machining; cnc programming; sheet metal design; injection molding | mechanical-engineering, product-engineering |
        rapid-prototyping | skill | Product prototyping | rapid prototyping; hardware prototyping; physical prototype; prototype making; product prototype | product-engineering | manufacturing
        hvac-design | skill | HVAC design | hvac; heating and ventilation; mep design; mep; plumbing design; heat load calculation; hvac engineering | mechanical-engineering |
        robotics | skill | Robotics | robots; ros; robot operating system; robot programming; robotic arms; industrial robots | mechanical-engineering, electrical-engineering | artificial-intelligence
        circuit-design | skill | Circuit and PCB design | pcb design; circuit design; pcb layout; schematic design; analog design; pcb; schematics; printed circuit board; pcba | electrical-engineering |
        embedded-systems | skill | Embedded systems | embedded; firmware; embedded c; microcontroller programming; microcontroller; stm32 | electrical-engineering, software-development | c-language
        iot | skill | Internet of things | iot; internet-of-things; smart devices; mqtt; connected devices; iot development; smart home; home automation | electrical-engineering | embedded-systems
        plc-programming | skill | PLC programming | plc; scada; industrial automation; hmi; plc scada; ladder logic; siemens plc; control systems; plc automation | electrical-engineering |
        fpga-design | skill | FPGA design | fpga; vhdl; verilog; systemverilog; hdl; asic design; digital design; rtl design; xilinx | electrical-engineering |
        renewable-energy | skill | Renewable energy | solar energy; solar; solar panel design; solar design; photovoltaic; pv design; wind energy; energy efficiency | electrical-engineering |
        structural-engineering | skill | Structural engineering | structural analysis; structural design; steel structures; reinforced concrete; steel detailing | civil-engineering |
        construction-management | skill | Construction management | construction planning; site management; construction project management; construction | civil-engineering | project-management
        cost-estimating | skill | Construction estimating | cost estimating; quantity takeoff; quantity surveying; construction cost estimating; bill of quantities; boq; takeoff | civil-engineering |
        bim | skill | Building information modeling | bim; building information modelling; bim modeling; bim modelling; bim coordination; navisworks | building-architecture, civil-engineering |
        architectural-visualization | skill | Architectural visualization | archviz; architectural rendering; 3d architectural visualization; 3d walkthrough; lumion | building-architecture, 3d-rendering |
        landscape-design | skill | Landscape design | landscape architecture; garden design; landscaping design; outdoor design; landscaping plan; yard design | building-architecture | gardening
        process-engineering | skill | Chemical and process engineering | chemical engineering; process engineering; p&id; process design; oil and gas engineering | engineering-and-architecture | chemistry
        gis | skill | GIS and mapping | gis; geographic information systems; cartography; arcgis; qgis; remote sensing; map design; land surveying | engineering-and-architecture |

        autocad | tool | AutoCAD | auto cad; auto-cad; autodesk autocad; autocad drafting; autocad civil 3d; autocad 2d; civil 3d; autocad drawing | cad |
        solidworks | tool | SolidWorks | solid works; solidworks modeling; solid work; solidworks simulation; dassault solidworks | cad, mechanical-engineering |
        fusion-360 | tool | Autodesk Fusion | fusion 360; fusion360; autodesk fusion 360 | cad, product-engineering | solidworks
        revit | tool | Autodesk Revit | revit; revit architecture; revit mep; revit modeling; revit family; revit families | bim |
        matlab | tool | MATLAB | mat lab; matlab programming; simulink; matlab simulink; gnu octave | engineering-and-architecture, programming-language | mathematics
        arduino | tool | Arduino | arduino uno; arduino ide; arduino programming; ardunio; arduino projects | embedded-systems |
        raspberry-pi | tool | Raspberry Pi | raspberrypi; rasberry pi; raspberry pi pico; raspi | embedded-systems | linux
        pcb-design-software | tool | PCB design software | altium; kicad; eagle pcb; autodesk eagle; easyeda; orcad; proteus design; altium designer | circuit-design |

        cad-drawing | deliverable | CAD drawing | cad drawings; technical drawing; technical drawings; 2d drawing; engineering drawing; dwg file; shop drawings; cad file | cad |
        floor-plan | deliverable | Floor plan | floor plans; floorplan; house plan; house plans; blueprint; blueprints; building plan; architectural drawings | building-architecture | interior-design
        cad-model | deliverable | 3D CAD model | cad model; solidworks model; 3d printable model; step file; printable model; cad models | cad, 3d-modeling |
        circuit-board | deliverable | Circuit board | circuit boards; pcb board; circuit schematic; pcb prototype; gerber files; custom pcb; pcb schematic | circuit-design |
        """
}
