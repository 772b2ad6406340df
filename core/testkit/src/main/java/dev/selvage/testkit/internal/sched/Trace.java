package dev.selvage.testkit.internal.sched;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What happened in a run, in order. Only the driver's thread. Kept as references, made readable only when somebody looks. */
public final class Trace {
    /** The operation of a strand that has ended. */
    public static final String ENDS = "ends";

    /** The operation of a strand that does not go on before somebody wakes it. */
    public static final String WAITS = "waits";

    private Strand[] who = new Strand[64];
    private String[] operations = new String[64];
    private @Nullable Object[] on = new Object[64];
    private int size;
    private long hash = 1;
    private final boolean kept;

    /** {@code kept}: whether more than the hash. */
    Trace(boolean kept) {
        this.kept = kept;
    }

    void add(Strand strand, String operation, @Nullable Object what) {
        hash = (hash * 31 + strand.ordinal()) * 31 + operation.hashCode();
        if (kept) {
            keep(strand, operation, what);
        }
    }

    private void keep(Strand strand, String operation, @Nullable Object what) {
        if (size == who.length) {
            who = Arrays.copyOf(who, size * 2);
            operations = Arrays.copyOf(operations, size * 2);
            on = Arrays.copyOf(on, size * 2);
        }
        who[size] = strand;
        operations[size] = operation;
        on[size++] = what;
    }

    boolean isKept() {
        return kept;
    }

    /** How many things happened. */
    public int size() {
        return size;
    }

    /** Who did it. */
    public Strand who(int row) {
        return who[row];
    }

    /** What was done. */
    public String operation(int row) {
        return operations[row];
    }

    /** What it was done to. */
    public @Nullable Object on(int row) {
        return on[row];
    }

    /** The same for traces that are the same, in any JVM. */
    public long hash() {
        return hash;
    }

    /** A short form of {@link #hash}. */
    int print() {
        return (int) (hash ^ (hash >>> 32)) & 0xFFFF;
    }
}
