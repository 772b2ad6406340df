package dev.selvage.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A state that refuses to be measured from a platform thread: services call from virtual ones, and it costs differently. */
@State(Scope.Thread)
public abstract class VirtualCaller {
    /** Checks the calling thread. */
    @Setup
    public void checkCaller() {
        if (!Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("not on a virtual thread: is " + JmhSubject.VIRTUAL_CALLER + " set?");
        }
    }
}
