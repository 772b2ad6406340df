package dev.selvage;

import dev.selvage.GoroutineSnapshot.ScopeInfo;

/**
 * Looks at all goroutines of this JVM: for monitoring, for tests, for three in the morning. Safe from any thread at any time;
 * what it shows is a snapshot, taken without stopping anybody.
 */
public final class Goroutines {
    private Goroutines() {}

    /** {@return how many goroutines live: accepted by a scope and not ended} Bodies of scopes do not count. */
    public static int count() {
        return Math.toIntExact(OpenScopes.living());
    }

    /**
     * All goroutines as text, in the shape that Go users know: scope by scope, those that wait at the same place grouped, with a
     * count.
     *
     * @return text of several lines, for people: its shape may change
     */
    public static String dump() {
        return DumpText.of(snapshot());
    }

    /** {@return all scopes and goroutines as records} */
    public static GoroutineSnapshot snapshot() {
        return Snapshots.take();
    }

    /**
     * One scope, with its goroutines and what they have opened.
     *
     * @param scope a scope, open or ended
     * @return the scope as it is now
     */
    public static ScopeInfo snapshot(Scope scope) {
        return Snapshots.take((ScopeImpl) scope);
    }

    /** {@return how many goroutines started, ended, failed, panicked, were cancelled, were reported stuck, since the start} */
    public static GoroutineStats stats() {
        return Stats.GLOBAL.read();
    }
}
