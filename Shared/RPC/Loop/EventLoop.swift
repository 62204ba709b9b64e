internal import CEpoll
internal import Glibc
internal import Synchronization

/// Something with a file descriptor that waits for events on a loop.
class LoopHandler {
    /// Place in the loop's table; -1 when not registered.
    fileprivate(set) final var slot = -1

    /// Called on the loop with the epoll events that came.
    func ready(_ events: UInt32) {}

    /// Called on the loop at the end of a wake-up in which ``EventLoop/flushLater(_:)`` was called.
    func flush() {}
}

/// One thread that waits on epoll and runs everything that belongs to its connections.
///
/// A wake-up goes: handlers of all ready descriptors, then work from other threads, then due timers, and last each
/// connection that has something to send sends it with one system call. Whatever is marked as confined to a loop is
/// touched by that thread only; every other thread enters through ``submit(_:)``.
final class EventLoop: TaskExecutor, @unchecked Sendable {
    private enum Work {
        case closure(@Sendable () -> Void)
        /// A step of a task that runs on this loop.
        case job(UnownedJob)
    }

    private struct Inbox {
        var work: [Work] = []
        /// False while the loop sleeps or is about to: whoever adds work then must wake it.
        var isAwake = true
    }

    private struct Registration {
        var handler: LoopHandler?
        /// Told apart events of a descriptor from those of its successor in the same slot.
        var generation: UInt32 = 0
    }

    /// Bytes of ``readBuffer``: what one read takes in at most.
    static let readBufferSize = 256 << 10

    private let epollDescriptor: Int32
    private let wakeDescriptor: Int32
    private let inbox = Mutex(Inbox())

    // Confined to the loop's thread from here on.
    private var registrations: [Registration] = []
    private var freeSlots: [Int] = []
    private var timers = TimerQueue()
    private var wakeTimer: WakeTimer
    private var localWork: [Work] = []
    /// Lends its memory to the next of ``localWork``.
    private var spareWork: [Work] = []
    private var toFlush: [LoopHandler] = []
    private var predictor = SleepPredictor()
    private var isStopping = false

    /// Time at the start of this wake-up, in ``MonotonicClock`` nanoseconds.
    private(set) var now = MonotonicClock.now()
    /// When others last could have the processor.
    private var lastRest = MonotonicClock.now()

    /// What connections need for a moment.
    let lent = LentBuffers()

    /// Where all connections of the loop read into; what is left of an incomplete frame moves to the connection.
    let readBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: EventLoop.readBufferSize, alignment: 64)

    /// Starts the loop's thread.
    ///
    /// - Throws: ``RPCError`` with RESOURCE_EXHAUSTED when the process may open no more descriptors or threads.
    init() throws(RPCError) {
        let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw SystemFailure(of: "epoll_create1").exhausted }
        let wake = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        guard wake >= 0 else {
            let failure = SystemFailure(of: "eventfd")
            close(epoll)
            throw failure.exhausted
        }
        do throws(SystemFailure) {
            wakeTimer = try WakeTimer()
        } catch {
            close(epoll)
            close(wake)
            throw error.exhausted
        }
        epollDescriptor = epoll
        wakeDescriptor = wake
        // Edge-triggered, so that the counter never needs to be read back.
        var event = epoll_event(
            events: EPOLLIN.rawValue | EPOLLET.rawValue, data: epoll_data_t(u64: EventLoop.wakeToken))
        epoll_ctl(epoll, EPOLL_CTL_ADD, wake, &event)
        event.data.u64 = EventLoop.timerToken
        epoll_ctl(epoll, EPOLL_CTL_ADD, wakeTimer.descriptor, &event)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<EventLoop>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        guard status == 0 else {
            Unmanaged.passUnretained(self).release()
            throw SystemFailure(status, of: "pthread_create").exhausted
        }
        pthread_detach(thread)
    }

    deinit {
        close(epollDescriptor)
        close(wakeDescriptor)
        readBuffer.deallocate()
    }

    private static let wakeToken = UInt64.max
    private static let timerToken = UInt64.max - 1

    // MARK: Entering the loop

    /// The loop whose thread this is, or nil on any other thread.
    static var current: EventLoop? {
        guard let pointer = pthread_getspecific(currentKey) else { return nil }
        return Unmanaged<EventLoop>.fromOpaque(pointer).takeUnretainedValue()
    }

    private static let currentKey: pthread_key_t = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key, nil)
        precondition(status == 0, "a process has room for one more thread-specific key")
        return key
    }()

    /// Whether the caller runs on this loop's thread.
    var isCurrent: Bool {
        pthread_getspecific(EventLoop.currentKey) == Unmanaged.passUnretained(self).toOpaque()
    }

    /// Runs the closure on the loop: after the current handler if the caller is on the loop, soon if elsewhere.
    func submit(_ work: @escaping @Sendable () -> Void) {
        add(.closure(work))
    }

    /// Runs the closure at once if the caller is on the loop, else submits it.
    func runOrSubmit(_ work: @escaping @Sendable () -> Void) {
        if isCurrent { work() } else { add(.closure(work)) }
    }

    private func add(_ work: Work) {
        if isCurrent {
            localWork.append(work)
            return
        }
        let mustWake = inbox.withLock { inbox in
            inbox.work.append(work)
            defer { inbox.isAwake = true }
            return !inbox.isAwake
        }
        if mustWake { wake() }
    }

    /// Runs a step of a task, soon.
    func enqueue(_ job: consuming ExecutorJob) {
        add(.job(UnownedJob(job)))
    }

    private func wake() {
        var one: UInt64 = 1
        _ = write(wakeDescriptor, &one, 8)
    }

    /// Ends the thread after the current wake-up; handlers must have been removed before.
    func stop() {
        submit { self.isStopping = true }
    }

    // MARK: On the loop

    /// Stops the program when the caller is not on the loop's thread: confined state would be corrupted.
    func assertCurrent() {
        assert(isCurrent, "confined to its loop")
    }

    /// Waits for events of a descriptor; the handler is kept alive until removed.
    func register(_ handler: LoopHandler, descriptor: Int32, events: UInt32) -> Bool {
        assertCurrent()
        let slot = freeSlots.popLast() ?? registrations.count
        if slot == registrations.count { registrations.append(Registration()) }
        handler.slot = slot
        registrations[slot].handler = handler
        if control(EPOLL_CTL_ADD, handler, descriptor, events) { return true }
        release(handler)
        return false
    }

    /// Waits for other events than so far.
    func modify(_ handler: LoopHandler, descriptor: Int32, events: UInt32) {
        _ = control(EPOLL_CTL_MOD, handler, descriptor, events)
    }

    /// Waits no more; to be called before the descriptor is closed.
    func remove(_ handler: LoopHandler, descriptor: Int32) {
        guard handler.slot >= 0 else { return }
        _ = control(EPOLL_CTL_DEL, handler, descriptor, 0)
        release(handler)
    }

    private func release(_ handler: LoopHandler) {
        registrations[handler.slot].handler = nil
        registrations[handler.slot].generation &+= 1
        freeSlots.append(handler.slot)
        handler.slot = -1
    }

    private func control(_ operation: Int32, _ handler: LoopHandler, _ descriptor: Int32, _ events: UInt32) -> Bool {
        let token = UInt64(registrations[handler.slot].generation) << 32 | UInt64(handler.slot)
        var event = epoll_event(events: events, data: epoll_data_t(u64: token))
        return epoll_ctl(epollDescriptor, operation, descriptor, &event) == 0
    }

    /// Calls the handler's ``LoopHandler/flush()`` at the end of this wake-up.
    func flushLater(_ handler: LoopHandler) {
        toFlush.append(handler)
    }

    /// Makes a timer fire on this loop.
    func set(_ timer: LoopTimer, at time: UInt64) {
        assertCurrent()
        timers.set(timer, at: time)
    }

    /// Makes a timer fire on this loop after some nanoseconds from now.
    func set(_ timer: LoopTimer, after nanoseconds: UInt64) {
        set(timer, at: MonotonicClock.now() &+ nanoseconds)
    }

    /// Keeps a timer from firing.
    func clear(_ timer: LoopTimer) {
        assertCurrent()
        timers.clear(timer)
    }

    // MARK: The thread

    private func run() {
        pthread_setspecific(EventLoop.currentKey, Unmanaged.passUnretained(self).toOpaque())
        let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 256)
        defer { events.deallocate() }
        while !isStopping {
            for index in 0..<waitForEvents(events) {
                dispatch(events[index])
            }
            takeWork()
            while let timer = timers.popDue(now) { timer.fire() }
            flushAll()
            giveWay()
        }
        pthread_setspecific(EventLoop.currentKey, nil)
    }

    /// Lets others have the processor now and then.
    ///
    /// Loops at both ends of many connections are busy at the same time. Where two share a processor, each would keep it until
    /// the system's next tick, some milliseconds, while the other end waits.
    private func giveWay() {
        guard now &- lastRest > EventLoop.longestTurn else { return }
        sched_yield()
        lastRest = MonotonicClock.now()
    }

    /// Nanoseconds after which a busy loop lets others have the processor.
    private static let longestTurn: UInt64 = 200_000

    /// Looks for events for a moment if they can be expected, or sleeps; returns how many there are.
    private func waitForEvents(_ events: UnsafeMutableBufferPointer<epoll_event>) -> Int {
        let limit = EventLoopOptions.spinNanoseconds
        if limit > 0, predictor.expectsEventSoon, localWork.isEmpty, let count = lookForEvents(events, limit) {
            return count
        }
        let timeout = timeoutBeforeSleep()
        let begin = MonotonicClock.now()
        let count = epoll_wait(epollDescriptor, events.baseAddress, Int32(events.count), timeout)
        now = MonotonicClock.now()
        let slept = now &- begin
        if slept > EventLoop.longestYield { lastRest = now }
        if limit > 0, timeout != 0 { predictor.slept(slept, limit: limit) }
        return max(0, Int(count))
    }

    /// Looks for events again and again; nil if none has come within the limit, or by the time of the next timer.
    private func lookForEvents(_ events: UnsafeMutableBufferPointer<epoll_event>, _ limit: UInt64) -> Int? {
        now = MonotonicClock.now()
        let end = min(now &+ limit, timers.nextTime ?? .max)
        while now < end {
            let count = epoll_wait(epollDescriptor, events.baseAddress, Int32(events.count), 0)
            if count > 0 || inbox.withLock({ !$0.work.isEmpty }) {
                predictor.looked(found: true)
                return max(0, Int(count))
            }
            // Whoever can run here runs now: the peer itself, when both share a processor.
            sched_yield()
            let before = now
            now = MonotonicClock.now()
            if now &- before > EventLoop.longestYield {
                predictor.hindered()
                return nil
            }
        }
        predictor.looked(found: false)
        return nil
    }

    /// A yield or a look for events that takes more nanoseconds than that was used by somebody else.
    private static let longestYield: UInt64 = 20_000

    /// How to sleep, as epoll wants it: 0 for not at all, -1 for until something happens, timers included.
    private func timeoutBeforeSleep() -> Int32 {
        guard localWork.isEmpty else { return 0 }
        let mayWait = inbox.withLock { inbox in
            inbox.isAwake = !inbox.work.isEmpty
            return inbox.work.isEmpty
        }
        guard mayWait else { return 0 }
        if let next = timers.nextTime { wakeTimer.wake(at: next) }
        return -1
    }

    private func dispatch(_ event: epoll_event) {
        let token = event.data.u64
        guard token < EventLoop.timerToken else {
            if token == EventLoop.timerToken { wakeTimer.fired() }
            return
        }
        let slot = Int(token & 0xFFFF_FFFF)
        // A handler that ran earlier in this wake-up may have removed this one.
        guard slot < registrations.count, UInt64(registrations[slot].generation) == token >> 32 else { return }
        registrations[slot].handler?.ready(event.events)
    }

    private func takeWork() {
        inbox.withLock { inbox in
            inbox.isAwake = true
            swap(&spareWork, &inbox.work)
        }
        runSpareWork()
        // What that work adds itself may run in this wake-up, but must not keep the loop from its sockets for ever.
        var rounds = 0
        while !localWork.isEmpty, rounds < 16 {
            swap(&spareWork, &localWork)
            runSpareWork()
            rounds += 1
        }
    }

    private func runSpareWork() {
        guard !spareWork.isEmpty else { return }
        for item in spareWork {
            switch item {
            case .closure(let closure): closure()
            case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            }
        }
        // What a burst has taken goes back.
        spareWork.removeAll(keepingCapacity: spareWork.count <= 1024)
    }

    private func flushAll() {
        var index = 0
        while index < toFlush.count {
            toFlush[index].flush()
            index += 1
        }
        toFlush.removeAll(keepingCapacity: true)
    }
}
