package dev.selvage.supervise;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.context.Context;
import dev.selvage.context.Registration;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.OneShot;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps goroutines up: a goroutine of a scope that starts children in order, restarts those that crash, and stops them in
 * reverse. Every method is safe from any thread.
 *
 * {@snippet :
 * Scope.run(scope -> {
 *     Supervisor workers = Supervisor.start(
 *             scope,
 *             SupervisorOptions.named("workers").withStrategy(Strategy.REST_FOR_ONE),
 *             Child.of("connection", life -> connection.keepOpen(life)).withReadiness(),
 *             Child.of("mailer", life -> mail(connection)));
 *     workers.awaitReady();
 *     shutdown.await();
 *     workers.stop();
 * });
 * }
 *
 * <p><b>Start.</b> In the order given; a child that {@linkplain Child#withReadiness signals its readiness} keeps those after it
 * waiting.
 *
 * <p><b>Crash.</b> Every end of a child by a failure goes to the log and to the {@link SupervisorListener}, with the goroutine's path.
 * {@link Restart} says whether it is restarted, {@link Strategy} who with it. Restarts are put off for longer each time. More of
 * them within a window than allowed: all children are stopped, and {@link SupervisionException} leaves, as the failure of a
 * goroutine of the scope. A {@link VirtualMachineError} other than {@link StackOverflowError} is not answered with a restart: all
 * stop at once, and it leaves as itself.
 *
 * <p><b>Stop.</b> By {@link #stop()}, or because the work that started the supervisor is asked to (a {@link Service}, a child of another
 * supervisor): last first, each within its own grace, one after the other. Cancelled, by the scope or by {@code await}'s owner:
 * likewise, without grace. No child is ever abandoned: one that goes on although cancelled is waited for and logged.
 *
 * <p>Children see the values of the context in which the supervisor was started, not its deadline: it is the supervisor that is
 * cancelled, and it passes that on in order.
 *
 * <p>After Erlang/OTP's {@code supervisor}.
 */
public final class Supervisor {
    private final SupervisorLoop loop;
    private final Goroutine<?> goroutine;

    private Supervisor(SupervisorLoop loop, Goroutine<?> goroutine) {
        this.loop = loop;
        this.goroutine = goroutine;
    }

    /**
     * Starts a supervisor in a scope. Does not wait for the children, except as {@link Scope#go(String, dev.selvage.Task)} does for
     * a slot.
     *
     * @param scope does not end before the supervisor has
     * @param options how it behaves
     * @param children in the order of their start; may be none
     * @return the handle
     * @throws IllegalArgumentException if two children have one name
     * @throws IllegalStateException if the caller may not start in the scope
     */
    public static Supervisor start(Scope scope, SupervisorOptions options, Child... children) {
        return start(scope, options, distinct(children));
    }

    /**
     * As {@link #start(Scope, SupervisorOptions, Child...)}.
     *
     * @param scope does not end before the supervisor has
     * @param options how it behaves
     * @param children in the order of their start; may be none
     * @return the handle
     */
    public static Supervisor start(Scope scope, SupervisorOptions options, List<Child> children) {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(options, "options");
        List<Child> specs = distinct(children.toArray(Child[]::new));
        Context current = Context.current();
        SupervisorLoop loop = new SupervisorLoop(
                options, specs, ((AbstractContext) current).time().nanoTime());
        Supervisor supervisor = new Supervisor(loop, scope.go(options.name(), loop::run));
        Lifecycle around = current.get(Lifecycle.CURRENT);
        Registration asked = around == null ? null : around.stopping().onCancel(() -> loop.inbox.put(new Inbox.Stop()));
        CompletableFuture<?> told =
                supervisor.goroutine.toCompletableFuture().whenComplete((value, failure) -> supervisor.ended(asked));
        Objects.requireNonNull(told, "told");
        return supervisor;
    }

    private void ended(@Nullable Registration asked) {
        loop.over();
        if (asked != null) {
            asked.stop();
        }
    }

    static List<Child> distinct(Child[] children) {
        Set<String> names = new HashSet<>();
        for (Child child : children) {
            if (!names.add(Objects.requireNonNull(child, "child").name())) {
                throw taken(child.name());
            }
        }
        return List.of(children);
    }

    private static IllegalArgumentException taken(String name) {
        return new IllegalArgumentException(
                "The supervisor has a child named " + name + " already: give each a name of its own");
    }

    /**
     * Waits until every child given at the start has been ready, or has ended for good. Blocks; a cancellation point.
     *
     * @throws dev.selvage.GoroutineFailedException if the supervisor gave up before; the cause is a {@link SupervisionException}
     * @throws dev.selvage.context.CancelledException if it was cancelled before
     * @throws IllegalStateException if it was stopped before
     * @throws InterruptedException if the caller was interrupted or its context cancelled
     */
    public void awaitReady() throws InterruptedException {
        refuseOwnThread();
        SchedulePoint.reach("awaitReady", this);
        loop.up.await("readiness of " + this, Park.FOREVER);
        if (!Boolean.TRUE.equals(loop.up.get())) {
            goroutine.await();
            throw new IllegalStateException(this + " was stopped before its children were ready");
        }
    }

    /**
     * Waits for the end. Blocks; a cancellation point.
     *
     * @throws dev.selvage.GoroutineFailedException if the supervisor gave up; the cause is a {@link SupervisionException}
     * @throws dev.selvage.context.CancelledException if it was cancelled
     * @throws InterruptedException if the caller was interrupted or its context cancelled
     */
    public void await() throws InterruptedException {
        goroutine.await();
    }

    /** Asks all children to stop, last first, each within its grace. Does not wait: {@link #await()} does. */
    public void stop() {
        SchedulePoint.reach("stop", this);
        loop.inbox.put(new Inbox.Stop());
    }

    /**
     * Adds a child after the others and starts it, without waiting for theirs to be ready. Blocks until the supervisor has taken it,
     * which it does not while it stops others; a cancellation point.
     *
     * @param child the child
     * @throws IllegalArgumentException if a child has that name
     * @throws IllegalStateException if the supervisor has ended, or is told so by one of its listeners
     * @throws InterruptedException if the caller was interrupted or its context cancelled; the child may have been added
     */
    public void add(Child child) throws InterruptedException {
        Objects.requireNonNull(child, "child");
        OneShot<Inbox.Reply> reply = new OneShot<>();
        switch (ask(new Inbox.Add(child, reply), reply)) {
            case TAKEN -> throw taken(child.name());
            case ENDED ->
                throw new IllegalStateException(this + " has ended: child " + child.name() + " was not added");
            case DONE, UNKNOWN -> {}
        }
    }

    /**
     * Stops a child within its grace and forgets it. Blocks until it has ended; a cancellation point.
     *
     * @param name the child's name
     * @return false if there is no such child, or the supervisor ends with all of them
     * @throws IllegalStateException if called by one of the supervisor's listeners
     * @throws InterruptedException if the caller was interrupted or its context cancelled, as is a child that removes itself; the
     *     child will be removed all the same
     */
    public boolean remove(String name) throws InterruptedException {
        Objects.requireNonNull(name, "name");
        OneShot<Inbox.Reply> reply = new OneShot<>();
        return ask(new Inbox.Remove(name, reply), reply) == Inbox.Reply.DONE;
    }

    private Inbox.Reply ask(Inbox.Message message, OneShot<Inbox.Reply> reply) throws InterruptedException {
        refuseOwnThread();
        SchedulePoint.reach("ask", this);
        loop.inbox.put(message);
        reply.await("answer of " + this, Park.FOREVER);
        return Objects.requireNonNull(reply.get(), "reply");
    }

    private void refuseOwnThread() {
        if (loop.inbox.isReadHere()) {
            throw new IllegalStateException(
                    "A listener of " + this
                            + " may not wait for it: it is the supervisor's own thread that tells it. Do it on another goroutine");
        }
    }

    /** {@return its children, with restarts and last failures, at about one moment; also after its end} Does not block. */
    public SupervisorStatus status() {
        return loop.status(goroutine.state() == Goroutine.State.DEAD);
    }

    @Override
    public String toString() {
        return "supervisor " + goroutine.path();
    }
}
