package dev.selvage.testkit.internal.leak;

import dev.selvage.context.internal.Living;
import dev.selvage.context.internal.Living.Life;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What one owner, such as a test, has made and what may still live. Safe from any thread. */
public final class Account {
    /*
     * What has ended is thrown out each time the account has doubled, so a test that starts a million goroutines keeps few.
     */
    private static final int FEW = 256;

    /** By subject. */
    private final Map<Object, Birth> births = new ConcurrentHashMap<>();

    /** Failures that nobody has heard of, by subject. */
    private final Map<Object, Throwable> unheard = new ConcurrentHashMap<>();

    private final AtomicLong order = new AtomicLong();
    private final ThreadBirths threads;

    /** At how many to throw out what has ended. Races are harmless: once more or once less. */
    private volatile int pruneAt = FEW;

    private volatile boolean mixed;

    /** Written before anybody else has this. */
    private boolean sparesStatics;

    Account(boolean watchesThreads) {
        this.threads = new ThreadBirths(watchesThreads);
    }

    /** Something was made for this owner. */
    void add(Living one, @Nullable StackTraceElement site) {
        births.put(one.subject(), new Birth(order.getAndIncrement(), one, site));
        if (births.size() > pruneAt) {
            births.values().removeIf(birth -> birth.living().life() == Life.ENDED);
            pruneAt = Math.max(FEW, 2 * births.size());
        }
    }

    void failed(Object subject, Throwable failure) {
        unheard.put(subject, failure);
    }

    void heard(Object subject) {
        unheard.remove(subject);
    }

    /** Hooks and services of this owner that failed without anybody being told, so far. */
    public Map<Object, Throwable> unheard() {
        return Map.copyOf(unheard);
    }

    @Nullable
    Birth birthOf(Object subject) {
        return births.get(subject);
    }

    /** What static initializers make, which are everybody's, is not for this owner. */
    Account sparingStatics() {
        sparesStatics = true;
        return this;
    }

    boolean sparesStatics() {
        return sparesStatics;
    }

    /** Others are there at the same time, from now on or for a while. */
    void mix() {
        mixed = true;
    }

    /** Whether others have ever been there at the same time. */
    boolean isMixed() {
        return mixed;
    }

    /** Lets go of all: threads that outlive the owner hold the account. */
    void clear() {
        births.clear();
    }

    /** Threads that were made for this owner. */
    public ThreadBirths threads() {
        return threads;
    }

    /** What lives now, and must be ended by somebody; the oldest first. */
    public List<Birth> alive() {
        List<Birth> alive = new ArrayList<>();
        for (Birth birth : births.values()) {
            if (birth.living().life() == Life.ALIVE) {
                alive.add(birth);
            }
        }
        alive.sort(Comparator.comparingLong(Birth::order));
        return alive;
    }

    /**
     * Something of ours and where it was made.
     *
     * @param order its place among the births of the account
     * @param living the thing
     * @param site the line of user code that made it, or null if there was none on the stack
     */
    public record Birth(long order, Living living, @Nullable StackTraceElement site) {}
}
