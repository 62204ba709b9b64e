// Moves this process's wall clock while calls, keepalive, a connection's age and a drain are under way, and says on
// standard output what each took: ClockJumpProgram SECONDS, with wall_clock.c preloaded.
import Glibc

// Whoever waits by the wall clock may wait for hours.
alarm(60)
guard CommandLine.arguments.count == 2, let seconds = Int(CommandLine.arguments[1]), let clock = WallClock() else {
    StandardError.write("usage: ClockJumpProgram SECONDS, with wall_clock.c preloaded\n")
    exit(2)
}
let jump = ClockJump(clock: clock, seconds: seconds)
do {
    print("wall clock \(try await jump.wallClockMovement())")
    for (name, duration) in try await jump.durationsOfCalls() { print("\(name) \(duration)") }
    print("drain \(try await jump.durationOfDrain())")
} catch {
    StandardError.write("ClockJumpProgram: \(error)\n")
    exit(1)
}
