package dev.selvage.testkit;

import dev.selvage.Task;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.testkit.internal.explore.Caller;
import dev.selvage.testkit.internal.explore.Exploration;
import dev.selvage.testkit.internal.explore.Token;
import dev.selvage.testkit.internal.sched.Driver;
import dev.selvage.testkit.internal.sched.Run;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;

/**
 * Runs a test under many schedules, each chosen and repeatable: its body and all its goroutines take their steps on one thread,
 * and at every operation of Selvage's, and wherever one blocks, somebody else may go on.
 *
 * {@snippet :
 * Simulation.explore(SimulationOptions.defaults(), sim -> {
 *     Channel<Integer> numbers = Channel.buffered(1);
 *     Scope.run(scope -> {
 *         scope.go(() -> numbers.send(1));
 *         assertThat(numbers.receive()).isEqualTo(1);
 *     });
 * });
 * }
 *
 * <p>A schedule fails if the body throws, if everybody waits (a deadlock), if something that the body made is left waiting or not
 * closed (a leak), if it does not end within the step limit (a livelock), if a thread dies of an exception, or if a hook or a service
 * fails and nobody hears of it. The first that fails is made
 * simpler and thrown as a {@link SimulationFailedError}, with the token that repeats it: {@code -Dselvage.sim.replay=TOKEN}
 * runs that one schedule of the test that it belongs to. Time is virtual, and moves when all are blocked.
 * A schedule whose body throws opentest4j's {@code TestAbortedException}, as JUnit's assumptions do, counts for nothing; if all
 * do, so does the test.
 *
 * <p>Not found are bugs that need a switch between two plain instructions, and those of weak memory: that is what jcstress is for.
 * Platform threads, the common pool and real I/O are outside of the simulation. The ideas are those of Coyote, Loom's own tests, and
 * Fray.
 *
 * <p>An instance belongs to one run of a body; its methods are for the goroutines of that run.
 */
public final class Simulation {
    private final Run run;
    private final Random random;

    /** What is run under each schedule. */
    @FunctionalInterface
    public interface Body {
        /**
         * Runs, from the start: it must not depend on what an earlier run left behind.
         *
         * @param sim this run
         * @throws Throwable whatever it likes, which fails the schedule
         */
        void run(Simulation sim) throws Throwable;
    }

    private Simulation(Run run, long seed) {
        this.run = run;
        this.random = new Random(seed);
    }

    /**
     * Runs a body under many schedules. Blocks until all are done or one has failed; an interrupt ends it with an error. Its tokens are
     * those of the test method that it is called from, by whatever helper, or where none is on the stack of the outermost method of the
     * calling file; a second exploration in the same method has tokens of its own.
     *
     * <p>Its tokens are those of the calling method, or of the method of the same source file that has called that, as through
     * a helper or a lambda; of the second, third… call in one method, in the order in which they are first reached. A test
     * that is run with several arguments has the same tokens for all of them: give each a name of its own.
     *
     * @param options how many and which
     * @param body run once for each schedule, on virtual threads of the simulation's
     * @throws SimulationFailedError at the first schedule that fails, or if this JDK does not let threads be simulated
     * @throws IllegalStateException inside of {@link FaultInjector#run}, which belongs inside of the body
     * @throws IllegalArgumentException if {@code selvage.sim.replay} is set to what is no token
     */
    public static void explore(SimulationOptions options, Body body) {
        explore(Caller.name(), options, body);
    }

    /**
     * Runs a body under many schedules, for a test whose name cannot be told from the calling method: one that has parameters, or
     * that several classes inherit.
     *
     * @param test tells whose tokens the system property may hold; the same in every run
     * @param options as {@link #explore(SimulationOptions, Body)}
     * @param body as {@link #explore(SimulationOptions, Body)}
     * @throws SimulationFailedError as {@link #explore(SimulationOptions, Body)}
     */
    public static void explore(String test, SimulationOptions options, Body body) {
        exploration(test, options, body).run();
    }

    /**
     * Repeats one schedule.
     *
     * @param token of a {@link SimulationFailedError}
     * @param body the same as then
     * @throws SimulationFailedError if it fails, or if it goes another way than it did, with the reason as far as it is known
     * @throws IllegalArgumentException if {@code token} is none
     */
    public static void replay(String token, Body body) {
        replay(token, SimulationOptions.defaults(), body);
    }

    /**
     * Repeats one schedule with limits of its own.
     *
     * @param token as {@link #replay(String, Body)}
     * @param options the limits; the rest does not matter
     * @param body as {@link #replay(String, Body)}
     * @throws SimulationFailedError as {@link #replay(String, Body)}
     */
    public static void replay(String token, SimulationOptions options, Body body) {
        Token read = Token.of(Objects.requireNonNull(token, "token"));
        exploration("", options, body).replay(read);
    }

    /**
     * Runs a body under the schedule of a bug that is mended: follows it as far as the code still goes that way. It must not fail.
     *
     * @param token as {@link #replay(String, Body)}
     * @param body as {@link #replay(String, Body)}
     * @throws SimulationFailedError if it fails
     * @throws IllegalArgumentException if {@code token} is none
     */
    public static void follow(String token, Body body) {
        follow(token, SimulationOptions.defaults(), body);
    }

    /**
     * Runs a body under the schedule of a bug that is mended, with limits of its own.
     *
     * @param token as {@link #replay(String, Body)}
     * @param options the limits; the rest does not matter
     * @param body as {@link #replay(String, Body)}
     * @throws SimulationFailedError as {@link #follow(String, Body)}
     */
    public static void follow(String token, SimulationOptions options, Body body) {
        Token read = Token.of(Objects.requireNonNull(token, "token"));
        exploration(Caller.name(), options, body).follow(read);
    }

    private static Exploration exploration(String test, SimulationOptions options, Body body) {
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(body, "body");
        return new Exploration(test, options, (run, seed) -> () -> body.run(new Simulation(run, seed)));
    }

    /**
     * Starts a plain virtual thread of this run, outside of any scope: for code that does not use scopes. The body need not wait
     * for it. What it throws fails the schedule. Does not block.
     *
     * @param name shown in the table
     * @param task what it does, in the context of the body
     * @return the thread
     * @throws IllegalStateException outside of the run that this belongs to
     */
    public Thread start(String name, Task task) {
        Objects.requireNonNull(task, "task");
        if (Driver.current() != run) {
            throw new IllegalStateException(
                    "This simulation is for goroutines of its own run, and " + Thread.currentThread()
                            + " is none of them: use it in the body that it was given to, and in what that starts");
        }
        return run.start(Objects.requireNonNull(name, "name"), () -> {
            try {
                run.context().run(task::run);
            } catch (Exception e) {
                throw new IllegalStateException("thread \"" + name + "\" failed: " + e, e);
            }
        });
    }

    /**
     * Says that something is about to be done that others can see: somebody else may go on before. For code of your own between
     * whose steps a switch should be possible, as around the access to a shared map. Blocks only in a simulation, and is no
     * cancellation point.
     *
     * @param operation shown in the table
     */
    public static void point(String operation) {
        SchedulePoint.reach(Objects.requireNonNull(operation, "operation"), null);
    }

    /** {@return random numbers that belong to the schedule: a replay gets the same} */
    public Random random() {
        return random;
    }

    /** {@return the virtual time since the start of this run} */
    public Duration elapsed() {
        return Duration.ofNanos(run.time().nanoTime());
    }
}
