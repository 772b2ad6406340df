package dev.selvage.flow;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailedException;
import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.OneShot;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Does the same work once for all who ask for it at the same time. It remembers nothing: who asks later starts it anew.
 *
 * {@snippet :
 * private final SingleFlight<Long, User> users = SingleFlight.named("users");
 *
 * User user(long id) throws InterruptedException {
 *     return users.call(id, () -> database.load(id));
 * }
 * }
 *
 * <p>The first who asks leads: the work runs as a goroutine in a scope of the leader's call, with its context and its deadline. The
 * others wait. If the work fails, all who wait get a {@link GoroutineFailedException} with the same failure. If the <i>leader</i>
 * is cancelled, nobody else is: one of those who wait starts the work anew, in its own context. Who waits and is cancelled just
 * stops waiting.
 *
 * <p>Safe from any thread. After Go's {@code singleflight}.
 *
 * @param <K> the type of the keys, which tell same from other work by {@code equals}
 * @param <V> the type of the results
 */
public final class SingleFlight<K, V extends @Nullable Object> {
    private final ScopeOptions options;
    private final Map<K, Flight<V>> flights = new ConcurrentHashMap<>();

    private SingleFlight(String name) {
        this.options = Scope.options().named(name).isolated(); // who awaits is told, the scope has nothing to add
    }

    /** Work under way, or about to be. */
    private static final class Flight<V extends @Nullable Object> {
        /** Set when the goroutine was started; to nothing if it could not be. */
        private final OneShot<Optional<Goroutine<V>>> started = new OneShot<>();

        /** The leader was cancelled before the work had ended. Written by the goroutine before it ends, and by who sees it later. */
        private volatile boolean leaderCancelled;

        /** Shown in dumps. */
        @Override
        public String toString() {
            return "single flight";
        }
    }

    /**
     * A new one, with nothing under way.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the results
     * @param name of the scopes in which the work runs, for paths, dumps and messages
     * @return a new one
     */
    public static <K, V extends @Nullable Object> SingleFlight<K, V> named(String name) {
        return new SingleFlight<>(Objects.requireNonNull(name, "name"));
    }

    /**
     * Gives the result of the work for a key: of that which is under way, or else of the work given here. Blocks.
     *
     * @param key tells same from other work
     * @param work called, as a goroutine of the caller's, unless other work for the key is under way
     * @return the result, which others may share
     * @throws GoroutineFailedException if the work failed; the cause is what it threw
     * @throws CancelledException if the caller's context was cancelled while it led; a {@link
     *     dev.selvage.context.DeadlineExceededException} if by a deadline
     * @throws InterruptedException if the thread was interrupted, or its context cancelled while it waited for others
     */
    public V call(K key, Callable<? extends V> work) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(work, "work");
        SchedulePoint.reach("call", this);
        while (true) {
            Flight<V> mine = new Flight<>();
            Flight<V> other = flights.putIfAbsent(key, mine);
            if (other == null) {
                return lead(key, mine, work);
            }
            other.started.await(other, Park.FOREVER);
            Goroutine<V> goroutine = started(other).orElse(null);
            if (goroutine != null) {
                try {
                    return goroutine.await();
                } catch (CancelledException leaderWas) {
                    other.leaderCancelled = true; // perhaps before the work began to run
                } catch (GoroutineFailedException failed) {
                    if (!other.leaderCancelled) {
                        throw failed;
                    }
                }
            }
            flights.remove(key, other);
        }
    }

    private static <V extends @Nullable Object> Optional<Goroutine<V>> started(Flight<V> flight) {
        return Objects.requireNonNull(flight.started.get(), "started");
    }

    private V lead(K key, Flight<V> flight, Callable<? extends V> work) throws InterruptedException {
        try {
            return options.<V, RuntimeException>call(scope -> {
                Goroutine<V> goroutine = scope.go(() -> {
                    try {
                        return work.call();
                    } finally {
                        flight.leaderCancelled = scope.context().isCancelled();
                        flights.remove(key, flight);
                    }
                });
                flight.started.set(Optional.of(goroutine));
                return goroutine.await();
            });
        } finally {
            flights.remove(key, flight);
            flight.started.set(Optional.empty());
        }
    }

    /**
     * Lets the next call for a key start anew, though work for it is under way; those who wait for that go on waiting. Does not
     * block.
     *
     * @param key tells which work
     */
    public void forget(K key) {
        Objects.requireNonNull(key, "key");
        SchedulePoint.reach("forget", this);
        flights.remove(key);
    }

    /** {@return how much work is under way; a snapshot} */
    public int size() {
        return flights.size();
    }

    /** {@return name and how much is under way; for people} */
    @Override
    public String toString() {
        return "single flight (" + size() + " under way)";
    }
}
