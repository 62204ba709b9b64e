/// Concepts of making games: programming, design, art and the engines.
enum GamesConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        games | category | Games | gaming; game industry; computer games | |
        game-development | category | Game development | game dev; gamedev; game programming; video game development; games development; game creation; making games | games, software-development |
        game-art | category | Game art | game graphics; game assets design; game artwork; 2d game art; 3d game art; game visuals | games, design-and-creative |

        game-developer | occupation | Game developer | game programmer; games developer; game dev engineer; unity developer; unreal developer | software-developer, game-development | unity, unreal-engine
        game-designer | occupation | Game designer | games designer; level designer; game designers; narrative designer; board game designer | games | game-design
        game-artist | occupation | Game artist | pixel artist; game artists; 2d game artist; sprite artist; 3d game artist | game-art, illustrator | pixel-art

        game-design | skill | Game design | game mechanics; game designing; game balancing; gameplay design; game economy design; game concept; gdd | games |
        board-game-design | skill | Tabletop game design | board game design; board games; card game design; tabletop games; card games; dungeons and dragons; ttrpg; dnd | game-design |
        multiplayer-programming | skill | Multiplayer programming | multiplayer; game networking; netcode; multiplayer games; photon pun; game server; game servers; mirror networking | game-development |
        shader-programming | skill | Graphics and shader programming | shaders; shader; hlsl; glsl; opengl; graphics programming; vulkan; directx; shader programming; metal shaders | game-development |
        augmented-reality | skill | Augmented reality | ar; arkit; arcore; ar development; ar app; ar filters; ar filter; mixed reality; vuforia; spark ar; webar | game-development |
        virtual-reality | skill | Virtual reality | vr; vr development; oculus; meta quest; oculus quest; vr app; vr games; xr; metaverse; vr experiences; ar/vr | game-development | augmented-reality
        pixel-art | skill | Pixel art | pixelart; sprite art; sprites; 8-bit art; sprite design; 16-bit art; aseprite; pixel graphics | game-art, illustration |
        game-modding | skill | Game modding | modding; minecraft mods; minecraft; minecraft plugins; fivem; game mods; minecraft server; gta mods | game-development |

        unity | tool | Unity | unity3d; unity 3d; unity engine; unity 2d; unity game engine; unity games; unty | game-development, csharp |
        unreal-engine | tool | Unreal Engine | unreal; ue4; ue5; unreal engine 5; unreal engine 4; ue blueprints; unreal blueprints; unreal blueprint | game-development, cpp | unity
        godot | tool | Godot | godot engine; gdscript; godot 4; godot game engine | game-development | unity
        roblox-studio | tool | Roblox Studio | roblox; roblox lua; roblox scripting; roblox games; roblox game; roblox development | game-development, lua |

        video-game | deliverable | Video game | mobile game; mobile games; pc game; browser game; video game project; game app; casino game; hyper casual game; 2d game; video games | game-development |
        game-assets | deliverable | Game assets | game asset; sprite sheet; sprite sheets; 3d game assets; tileset; tilesets; game character; game characters; game ui | game-art | character-design
        """
}
