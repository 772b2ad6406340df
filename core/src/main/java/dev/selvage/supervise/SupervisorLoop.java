package dev.selvage.supervise;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.ScopeListener;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.internal.OneShot;
import dev.selvage.internal.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a supervisor does, all of it on the supervisor's goroutine. */
final class SupervisorLoop {
    /*
     * One thread, the supervisor's goroutine, owns all state; others tell it things through the inbox and read volatile copies. It
     * waits for a message or for the next restart that is due, acts, and waits again. It owns the scope of the children.
     *
     * States of a child:
     *
     *   WAITING -----start----> STARTING --ready--> RUNNING        start: when it is due, and, if it goes in turn, when all before
     *      ^  (ready at once: ------------------------^)           it are up (RUNNING, or over for good)
     *      |                        |                  |
     *      |                      ended              ended         by itself
     *      |                        +---------+--------+
     *      |                                  |
     *      |      not to be restarted: COMPLETED or FAILED (over)
     *      |      one too many in the window: the supervisor ends
     *      |      else: the rest of its group is stopped, last first (STOPPING); then the first of the group is
     *      |            BACKING_OFF until due, and those after it are WAITING
     *      +--------------------------------+
     *   A group is the child itself (ONE_FOR_ONE), it and those after it (REST_FOR_ONE), all (ONE_FOR_ALL). A child that is over stays
     *   over; a TEMPORARY one that was stopped with its group is over (STOPPED).
     *
     * Stop of one child: it is asked; after its grace, or at once if the supervisor itself was cancelled, it is cancelled; it is waited
     * for. When all stop, one that goes on for LATE does not keep those before it from being stopped; the scope waits for it.
     *
     * Cancellation from above must not reach the children all at once: their scope lies in a shield, and the supervisor, which waits in
     * the context outside of it, cancels them in order. The shield has no end, because the supervisor always passes it on.
     *
     * The end: exactly one of `failure` (gave up, or the JVM is in trouble), `interrupt` (cancelled or interrupted), or neither
     * (asked to stop, or all are over). It leaves when the scope of the children has ended.
     *
     * References. Erlang/OTP, supervisor.erl.
     */
    private static final Duration LATE = Duration.ofSeconds(10);

    final Inbox inbox = new Inbox();
    final OneShot<Boolean> up = new OneShot<>();
    private final SupervisorOptions options;
    private final Reports reports;
    private final Intensity intensity;
    private final Restarting restarting;

    /** In the order of their start. Replaced by the supervisor's thread, read by {@link #status}. */
    private volatile List<Member> members;

    // From here on, only the supervisor's thread.

    /** The supervisor's own context, whose cancellation it passes on. */
    private Context outside = Context.background();

    private @Nullable Throwable failure;
    private @Nullable InterruptedException interrupt;
    private boolean ending;

    SupervisorLoop(SupervisorOptions options, List<Child> children, long now) {
        this.options = options;
        this.reports = new Reports(options.name(), options.listeners());
        this.restarting = new Restarting(options);
        this.intensity = new Intensity(options.restarts(), Spans.nanos(options.window()));
        this.members =
                children.stream().map(child -> new Member(child, true, now)).toList();
    }

    /** The task of the supervisor's goroutine. */
    void run() throws InterruptedException {
        inbox.readHere();
        outside = Context.current();
        try (CancellableContext shield = outside.shielded(Duration.ofNanos(Park.FOREVER))) {
            shield.<InterruptedException>run(() -> Scope.options()
                    .named("supervisor")
                    .isolated()
                    .withListener(new ScopeListener() {
                        @Override
                        public void goroutineEnded(Scope scope, Goroutine<?> goroutine) {
                            inbox.put(new Inbox.Ended());
                        }
                    })
                    .run(this::supervise));
        }
        leave();
    }

    private void leave() throws InterruptedException {
        if (failure instanceof Error fatal) {
            throw fatal;
        }
        if (failure instanceof RuntimeException gaveUp) {
            throw gaveUp;
        }
        if (interrupt != null) {
            throw interrupt;
        }
    }

    private void supervise(Scope scope) {
        try {
            while (!ending) {
                startThoseThatMay(scope);
                if (options.untilAllEnded()
                        && members.stream().allMatch(member -> member.state().isOver())) {
                    return;
                }
                waitForNews();
                handleNews();
            }
        } catch (InterruptedException e) {
            interrupted(e);
        } finally {
            stopAll();
        }
    }

    private void interrupted(InterruptedException e) {
        interrupt = e;
        ending = true;
    }

    // Starting

    private void startThoseThatMay(Scope scope) {
        boolean othersUp = true;
        for (Member member : members) {
            long now = time().nanoTime();
            if (member.mayStart(now, othersUp)) {
                start(scope, member, now);
            }
            othersUp &= member.state().isUp();
        }
        if (othersUp) {
            up.set(true);
        }
    }

    private void start(Scope scope, Member member, long now) {
        Run run = member.starts(new Run(member.child, member.nextRun(), outside), now);
        run.start(scope);
        run.signals.ready.whenSet(() -> inbox.put(new Inbox.Ready(run)));
        reports.started(member);
    }

    private void waitForNews() throws InterruptedException {
        long now = time().nanoTime();
        long wait = Park.FOREVER;
        for (Member member : members) {
            if (member.state().isStartable() && member.until(now) > 0) {
                wait = Math.min(wait, member.until(now));
            }
        }
        waitOutside(() -> !inbox.isEmpty(), "news of its children", wait);
    }

    /** Waits where the cancellation of the supervisor is felt. */
    private void waitOutside(Park.Ready ready, String why, long nanos) throws InterruptedException {
        outside.<InterruptedException>run(() -> Park.until(ready, why, nanos));
    }

    private TimeSource time() {
        return ((AbstractContext) outside).time();
    }

    // What it is told

    /** What is left when it ends is refused then. */
    private void handleNews() {
        Inbox.Message next = inbox.poll();
        while (next != null) {
            handle(next);
            next = ending ? null : inbox.poll();
        }
    }

    private void handle(Inbox.Message message) {
        switch (message) {
            case Inbox.Ended ended -> members.forEach(this::lookWhetherEnded);
            case Inbox.Ready(Run run) -> ready(run);
            case Inbox.Stop stop -> ending = true;
            case Inbox.Add(Child child, OneShot<Inbox.Reply> reply) -> reply.set(add(child));
            case Inbox.Remove(String name, OneShot<Inbox.Reply> reply) -> reply.set(remove(name));
        }
    }

    private void ready(Run run) {
        for (Member member : members) {
            if (member.run() == run && member.state() == ChildState.STARTING) {
                member.state(ChildState.RUNNING);
                reports.ready(member);
            }
        }
    }

    private Inbox.Reply add(Child child) {
        if (find(child.name()) != null) {
            return Inbox.Reply.TAKEN;
        }
        List<Member> more = new ArrayList<>(members);
        more.add(new Member(child, false, time().nanoTime()));
        members = List.copyOf(more);
        return Inbox.Reply.DONE;
    }

    private Inbox.Reply remove(String name) {
        Member gone = find(name);
        if (gone == null) {
            return Inbox.Reply.UNKNOWN;
        }
        stopForSure(List.of(gone));
        if (ending) {
            return Inbox.Reply.ENDED;
        }
        members = members.stream().filter(member -> member != gone).toList();
        return Inbox.Reply.DONE;
    }

    private @Nullable Member find(String name) {
        for (Member member : members) {
            if (member.child.name().equals(name)) {
                return member;
            }
        }
        return null;
    }

    // Ends

    private void lookWhetherEnded(Member member) {
        Run run = member.run();
        if (run == null || ending || !run.hasEnded()) {
            return;
        }
        ChildExit exit = run.exit(time().now());
        boolean failed = exit.failure().isPresent();
        boolean again = member.child.restart().wanted(failed) && !exit.isFatal();
        member.ended(again ? ChildState.BACKING_OFF : failed ? ChildState.FAILED : ChildState.COMPLETED, exit);
        reports.ended(member, exit);
        if (exit.isFatal()) {
            giveUp(exit.failure().orElseThrow().cause());
        } else if (again) {
            restart(member, exit);
        }
    }

    private void giveUp(Throwable why) {
        failure = why;
        ending = true;
    }

    private void restart(Member crashed, ChildExit exit) {
        long now = time().nanoTime();
        if (!intensity.admits(exit, now)) {
            List<ChildExit> exits = intensity.exits();
            giveUp(new SupervisionException(
                    "supervisor " + options.name() + " gave up: its children ended " + exits.size() + " times within "
                            + options.window() + ", and may be restarted " + options.restarts()
                            + " times; the last was "
                            + exit,
                    exits));
            return;
        }
        Duration backOff = restarting.backOff(crashed.restarts(now, Spans.nanos(options.window())));
        reports.restarting(crashed, backOff);
        List<Member> group = restarting.group(crashed, members);
        stopForSure(group);
        if (!ending) {
            restarting.putOff(group, crashed, time().nanoTime(), now + Spans.nanos(backOff));
        }
    }

    // Stopping

    /** Those that run, last first; when it returns, either all of them have ended or the supervisor is ending. */
    private void stopForSure(List<Member> group) {
        for (Member member : group.reversed()) {
            stop(member);
            Run run = member.run();
            if (run != null && !run.hasEnded()) {
                tryToWait(run, Park.FOREVER);
            }
            if (run != null && !run.hasEnded()) {
                return; // interrupted: all will stop
            }
            settle(member);
        }
    }

    private void stopAll() {
        ending = true;
        for (Member member : members.reversed()) {
            stop(member);
            Run run = member.run();
            if (run != null && !run.hasEnded() && !waitInside(run, Spans.nanos(LATE))) {
                reports.late(member, LATE);
            }
            settle(member);
        }
        for (Member member : members.reversed()) {
            Run late = member.run();
            if (late != null) {
                waitToTheEnd(late);
                settle(member);
            }
        }
    }

    /** Asks it, leaves it its grace, cancels it. */
    private void stop(Member member) {
        Run run = member.run();
        if (run == null) {
            if (member.state().isStartable()) {
                member.state(ChildState.STOPPED);
            }
            return;
        }
        member.state(ChildState.STOPPING);
        run.signals.askToStop();
        if (interrupt == null && failureIsNotFatal()) {
            tryToWait(run, Spans.nanos(member.child.grace()));
        }
        if (!run.hasEnded()) {
            run.cancel();
        }
    }

    private boolean failureIsNotFatal() {
        return !(failure instanceof Error);
    }

    private void tryToWait(Run run, long nanos) {
        try {
            waitOutside(run::hasEnded, "end of child " + run.path(), nanos);
        } catch (InterruptedException e) {
            interrupted(e);
        }
    }

    /** In the shield: a cancellation from above has been passed on, and need not be felt. */
    private boolean waitInside(Run run, long nanos) {
        try {
            return Park.until(run::hasEnded, "end of child " + run.path(), nanos);
        } catch (InterruptedException foreign) {
            interrupted(foreign);
            return run.hasEnded();
        }
    }

    private void waitToTheEnd(Run run) {
        if (Park.through(run::hasEnded, "end of child " + run.path(), () -> {}) && interrupt == null) {
            interrupt = new InterruptedException("interrupted while waiting for child " + run.path());
        }
    }

    /** What was stopped is told of as well: it may have crashed on the way. */
    private void settle(Member member) {
        Run run = member.run();
        if (run != null && run.hasEnded()) {
            ChildExit exit = run.exit(time().now());
            member.ended(ChildState.STOPPED, exit);
            reports.ended(member, exit);
            if (exit.isFatal() && failure == null) {
                giveUp(exit.failure().orElseThrow().cause());
            }
        }
    }

    // From any thread

    /** The goroutine has ended, or never ran. */
    void over() {
        up.set(false);
        inbox.close();
    }

    SupervisorStatus status(boolean ended) {
        return new SupervisorStatus(
                options.name(),
                Boolean.TRUE.equals(up.get()),
                ended,
                members.stream().map(Member::status).toList());
    }
}
