package dev.selvage.supervise;

import dev.selvage.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a supervisor is to keep up. Immutable: each {@code with} method returns a changed copy.
 *
 * {@snippet :
 * Child poller = Child.of("poller", life -> {
 *     connect();
 *     life.ready();
 *     while (!life.stopping().isCancelled()) {
 *         poll();
 *     }
 * }).withReadiness().withGrace(Duration.ofSeconds(5));
 * }
 *
 * @param name unique among the children of a supervisor; for paths, dumps, messages and the thread
 * @param task what it does; called once for each run
 * @param restart when it is restarted
 * @param grace how long it may go on after it was asked to stop, before it is cancelled; not negative
 * @param signalsReady whether it says itself when it is ready; else it is as soon as it was started
 */
public record Child(String name, ChildTask task, Restart restart, Duration grace, boolean signalsReady) {
    private static final Duration UNLIMITED = Duration.ofSeconds(Long.MAX_VALUE);

    /**
     * Creates a child.
     *
     * @throws NullPointerException if an argument is null; it says which
     * @throws IllegalArgumentException if {@code grace} is negative
     */
    public Child {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(restart, "restart");
        Objects.requireNonNull(grace, "grace");
        if (grace.isNegative()) {
            throw new IllegalArgumentException("The grace of child " + name + " must not be negative, but is " + grace);
        }
    }

    /**
     * A child that is {@linkplain Restart#PERMANENT permanent}, ready as soon as it was started, and cancelled at once when it is
     * to stop.
     *
     * @param name unique among the children of a supervisor
     * @param task what it does
     * @return the child
     */
    public static Child of(String name, ChildTask task) {
        return new Child(name, task, Restart.PERMANENT, Duration.ZERO, false);
    }

    /**
     * A supervisor as a child: ready when all its children are, and with an unlimited grace, because each of its children has one
     * of its own. When it gives up, that is a crash like any other.
     *
     * @param options how it behaves; its name is the child's
     * @param children its children
     * @return the child
     * @throws IllegalArgumentException if two children have one name
     */
    public static Child supervisor(SupervisorOptions options, Child... children) {
        Objects.requireNonNull(options, "options");
        List<Child> specs = Supervisor.distinct(children);
        return new Child(
                options.name(),
                life -> {
                    Supervisor supervisor = Supervisor.start(Scope.current(), options, specs);
                    life.supervises(supervisor);
                    supervisor.awaitReady();
                    life.ready();
                    supervisor.await();
                },
                Restart.PERMANENT,
                UNLIMITED,
                true);
    }

    /**
     * Says when it is restarted.
     *
     * @param newRestart after which ends
     * @return the changed copy
     */
    public Child withRestart(Restart newRestart) {
        return new Child(name, task, newRestart, grace, signalsReady);
    }

    /**
     * Lets it finish what it does when it is to stop: it is asked first ({@link Lifecycle#stopping()}), and cancelled if it has not
     * ended after the grace. Without one it is cancelled at once.
     *
     * @param newGrace how long; not negative; too long to count: without end
     * @return the changed copy
     * @throws IllegalArgumentException if {@code newGrace} is negative
     */
    public Child withGrace(Duration newGrace) {
        return new Child(name, task, restart, newGrace, signalsReady);
    }

    /**
     * Those after it are not started before it has called {@link Lifecycle#ready()}.
     *
     * @return the changed copy
     */
    public Child withReadiness() {
        return new Child(name, task, restart, grace, true);
    }
}
