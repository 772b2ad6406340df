package dev.selvage;

import dev.selvage.internal.Suppression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What really failed in one scope, in order of time, and what of it leaves in the end. Safe for any thread. */
final class Failures {
    private static final Throwable[] NONE = {};

    /** Guarded by this; whether it is empty is read without, by the owner after all have ended. */
    private volatile List<Entry> entries = List.of();

    /**
     * One failure.
     *
     * @param cause what was thrown, unwrapped
     * @param extras what an inner scope had suppressed in it
     * @param goroutine whose; null: the body's, or a deferred cleanup's
     * @param failure of the goroutine
     */
    private record Entry(
            Throwable cause,
            List<Throwable> extras,
            @Nullable GoroutineImpl<?> goroutine,
            @Nullable GoroutineFailure failure) {

        boolean wasTold() {
            return goroutine != null && goroutine.told;
        }
    }

    /**
     * The failure of a goroutine; false if the same exception is known already, as when one goroutine awaited another. Then it is
     * told when the latest that threw it was awaited: the others were told of it and passed it on.
     */
    synchronized boolean add(GoroutineImpl<?> goroutine, GoroutineFailure failure, Throwable thrown) {
        for (int i = 0; i < entries.size(); i++) {
            Entry known = entries.get(i);
            if (known.cause == failure.cause()) {
                entries.set(
                        i,
                        new Entry(
                                known.cause, known.extras, known.goroutine == null ? null : goroutine, known.failure));
                return false;
            }
        }
        Throwable[] extras = thrown instanceof ScopeFailedException inner ? inner.getSuppressed() : NONE;
        add(new Entry(failure.cause(), Arrays.asList(extras), goroutine, failure));
        return true;
    }

    /** The failure of the body or of a cleanup. */
    synchronized void add(Throwable thrown) {
        add(new Entry(thrown, List.of(), null, null));
    }

    private void add(Entry entry) {
        if (entries.isEmpty()) {
            entries = new ArrayList<>();
        }
        entries.add(entry);
    }

    synchronized boolean knows(@Nullable Throwable cause) {
        return entries.stream().anyMatch(entry -> entry.cause == cause);
    }

    /** Counts all so far as told: what leaves later does not repeat them. */
    synchronized void told() {
        entries = List.of();
    }

    /**
     * What leaves: the first in time, the others suppressed in it. In an isolated scope the goroutines' failures leave at the end,
     * so after the body's, and only those that nobody was told of.
     */
    @Nullable
    Throwable leaving(ScopeImpl scope) {
        return entries.isEmpty() ? null : composed(scope);
    }

    private synchronized @Nullable Throwable composed(ScopeImpl scope) {
        boolean isolated = scope.options.isIsolated();
        List<Entry> left = new ArrayList<>(entries);
        if (isolated) {
            left.removeIf(Entry::wasTold);
        }
        if (left.isEmpty()) {
            return null;
        }
        Entry first = first(left, isolated);
        left.remove(first);
        left.addFirst(first);
        Throwable primary = first.failure == null || isFatal(first.cause)
                ? first.cause
                : new ScopeFailedException(scope.path(), goroutines(left));
        for (Entry entry : left) {
            Suppression.add(primary, entry.cause);
            entry.extras.forEach(extra -> Suppression.add(primary, extra));
        }
        return primary;
    }

    private static Entry first(List<Entry> left, boolean isolated) {
        for (Entry entry : left) {
            if (isFatal(entry.cause)) {
                return entry;
            }
        }
        for (Entry entry : left) {
            if (isolated && entry.failure == null) {
                return entry;
            }
        }
        return left.getFirst();
    }

    private static List<GoroutineFailure> goroutines(List<Entry> entries) {
        List<GoroutineFailure> failures = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            if (entry.failure != null) {
                failures.add(entry.failure);
            }
        }
        return failures;
    }

    /** What was thrown, if anything, and the mistake of having left a scope open, if one was. */
    static @Nullable Throwable withMistake(@Nullable Throwable thrown, @Nullable String leftOpen) {
        if (leftOpen == null) {
            return thrown;
        }
        IllegalStateException mistake = new IllegalStateException(leftOpen);
        if (thrown == null) {
            return mistake;
        }
        thrown.addSuppressed(mistake);
        return thrown;
    }

    /** The JVM itself is in trouble: nothing may dress that up. A stack overflow is an ordinary bug. */
    static boolean isFatal(Throwable cause) {
        return cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError);
    }

    /** What a task really threw, when it only passed on what an inner scope or an await had wrapped. */
    static Throwable original(Throwable thrown) {
        Throwable at = thrown;
        while ((at instanceof ScopeFailedException || at instanceof GoroutineFailedException)
                && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }
}
