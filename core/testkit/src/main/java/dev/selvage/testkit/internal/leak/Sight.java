package dev.selvage.testkit.internal.leak;

import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;

/** What this JVM must show for virtual threads to be found: its flags can switch it off, and then nothing would ever be reported. */
final class Sight {
    /** Racy on purpose: to try once more does no harm. */
    private static volatile boolean tried;

    private Sight() {}

    /** Throws {@link IllegalStateException} if the JVM does not show what is needed. Tried out once, which takes some milliseconds. */
    static void require() {
        if (!tried) {
            requireDump();
            collectGarbage();
            tried = true;
        }
    }

    private static void requireDump() {
        Thread probe = Thread.ofVirtual().inheritInheritableThreadLocals(false).unstarted(Sight::untilInterrupted);
        probe.start();
        try {
            if (ThreadDump.virtualThreads().stream().noneMatch(seen -> seen.id() == probe.threadId())) {
                throw unable("its thread dump does not list them all, as with -Djdk.trackAllThreads=false");
            }
        } finally {
            probe.interrupt();
        }
    }

    private static void untilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    /** Returns when what cannot be reached is gone. Throws {@link IllegalStateException} if it stays. */
    static void collectGarbage() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        System.gc();
        if (canary.get() != null) {
            throw unable("it does not collect garbage when it is asked to, as with -XX:+DisableExplicitGC");
        }
    }

    private static IllegalStateException unable(String why) {
        return new IllegalStateException("A leak check with threads = true cannot find virtual threads in this JVM: "
                + why + ". Run the tests without that flag, or the check without threads");
    }
}
