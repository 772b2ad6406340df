package dev.selvage;

/**
 * Looks at all goroutines of this JVM: for monitoring, for tests, for three in the morning. Safe from any thread at any time;
 * what it shows is a snapshot, taken without stopping anybody.
 */
public final class Goroutines {
    private Goroutines() {}

    /** How many goroutines live: accepted by a scope and not ended. Bodies of scopes do not count. */
    public static int count() {
        return Stats.GLOBAL.alive();
    }

    /**
     * All goroutines as text, in the shape that Go users know: scope by scope, those that wait at the same place grouped, with a
     * count.
     */
    public static String dump() {
        return DumpText.of(snapshot());
    }

    /** All scopes and goroutines as records. */
    public static GoroutineSnapshot snapshot() {
        return Snapshots.take();
    }

    /** How many goroutines started, ended, failed, panicked, were cancelled and were reported stuck, since the start. */
    public static GoroutineStats stats() {
        return Stats.GLOBAL.read();
    }
}
