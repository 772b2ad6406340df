package dev.selvage.supervise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a supervisor behaves. Immutable: each {@code with} method returns a changed copy, so options may be kept in a constant.
 *
 * <p>By default each child is restarted alone, three restarts are allowed within five seconds, and a restart is put off by 100 ms,
 * then twice as long each time, up to ten seconds.
 *
 * @param name for paths, dumps, messages and the thread
 * @param strategy who is restarted with a child that ended
 * @param restarts how many restarts are allowed within the window, those of all children together; one more: the supervisor
 *     gives up. Zero: at the first crash
 * @param window the length of time that restarts are counted in, and after which a child that stayed up counts as sound again
 * @param backOff how long the first restart of a child is put off; zero: not at all
 * @param maxBackOff the longest that a restart is put off
 * @param untilAllEnded whether the supervisor ends when every child has ended for good; else it goes on, and children may be added
 * @param listeners are told what happens
 */
public record SupervisorOptions(
        String name,
        Strategy strategy,
        int restarts,
        Duration window,
        Duration backOff,
        Duration maxBackOff,
        boolean untilAllEnded,
        List<SupervisorListener> listeners) {

    /**
     * Checks the options; makes the list unmodifiable.
     *
     * @throws NullPointerException if an argument is null; it says which
     * @throws IllegalArgumentException if {@code restarts} or a back-off is negative, {@code window} is not positive, or
     *     {@code maxBackOff} is shorter than {@code backOff}
     */
    public SupervisorOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(backOff, "backOff");
        Objects.requireNonNull(maxBackOff, "maxBackOff");
        listeners = List.copyOf(listeners);
        if (restarts < 0) {
            throw new IllegalArgumentException("The restarts allowed must not be negative, but are " + restarts);
        }
        if (!window.isPositive()) {
            throw new IllegalArgumentException("The window must be positive, but is " + window);
        }
        if (backOff.isNegative() || maxBackOff.compareTo(backOff) < 0) {
            throw new IllegalArgumentException(
                    "The back-off must not be negative, nor longer than its maximum, but goes from " + backOff + " to "
                            + maxBackOff);
        }
    }

    /**
     * The defaults, with a name.
     *
     * @param name for paths, dumps, messages and the thread
     * @return the options
     */
    public static SupervisorOptions named(String name) {
        return new SupervisorOptions(
                name,
                Strategy.ONE_FOR_ONE,
                3,
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                false,
                List.of());
    }

    /**
     * Says who is restarted with a child that ended.
     *
     * @param newStrategy who
     * @return the changed copy
     */
    public SupervisorOptions withStrategy(Strategy newStrategy) {
        return new SupervisorOptions(
                name, newStrategy, restarts, window, backOff, maxBackOff, untilAllEnded, listeners);
    }

    /**
     * Says when the supervisor gives up.
     *
     * @param newRestarts how many restarts are allowed
     * @param newWindow within which time
     * @return the changed copy
     * @throws IllegalArgumentException if {@code newRestarts} is negative or {@code newWindow} not positive
     */
    public SupervisorOptions withIntensity(int newRestarts, Duration newWindow) {
        return new SupervisorOptions(
                name, strategy, newRestarts, newWindow, backOff, maxBackOff, untilAllEnded, listeners);
    }

    /**
     * Says how long restarts are put off: doubled from one to the next, until the child has stayed up for a window.
     *
     * @param first before the first restart; zero: never
     * @param longest at most
     * @return the changed copy
     * @throws IllegalArgumentException if {@code first} is negative or longer than {@code longest}
     */
    public SupervisorOptions withBackOff(Duration first, Duration longest) {
        return new SupervisorOptions(name, strategy, restarts, window, first, longest, untilAllEnded, listeners);
    }

    /**
     * Lets the supervisor end when every child has ended for good. OTP's automatic shutdown.
     *
     * @return the changed copy
     */
    public SupervisorOptions endingWithChildren() {
        return new SupervisorOptions(name, strategy, restarts, window, backOff, maxBackOff, true, listeners);
    }

    /**
     * Tells a listener what happens; several may be added.
     *
     * @param listener called on the supervisor's thread
     * @return the changed copy
     */
    public SupervisorOptions withListener(SupervisorListener listener) {
        Objects.requireNonNull(listener, "listener");
        List<SupervisorListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new SupervisorOptions(name, strategy, restarts, window, backOff, maxBackOff, untilAllEnded, more);
    }
}
