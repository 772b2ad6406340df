package dev.selvage.testkit.internal.sched;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who may take the next step, by ordinal: never in the order of arrival, which the JDK's threads decide. Only the driver. */
public final class ReadySet {
    /** Filled up to {@link #size}, by ascending ordinal. */
    private @Nullable Strand[] strands = new Strand[8];

    private int size;

    ReadySet() {}

    /** How many. */
    public int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The ordinal of one. */
    public int ordinal(int index) {
        return get(index).ordinal();
    }

    Strand get(int index) {
        Strand found = index < size ? strands[index] : null;
        if (found == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return found;
    }

    /** Where an ordinal is; negative if it is not here. */
    public int indexOf(int ordinal) {
        int place = place(ordinal);
        return place < size && ordinal(place) == ordinal ? place : -1;
    }

    /** The first place whose ordinal is at least this; {@link #size} if none is. */
    int place(int ordinal) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordinal(middle) < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void add(Strand strand) {
        strand.ready = true;
        if (size == strands.length) {
            strands = Arrays.copyOf(strands, size * 2);
        }
        int at = place(strand.ordinal());
        System.arraycopy(strands, at, strands, at + 1, size - at);
        strands[at] = strand;
        size++;
    }

    void remove(Strand strand) {
        strand.ready = false;
        int at = place(strand.ordinal());
        System.arraycopy(strands, at + 1, strands, at, size - at - 1);
        strands[--size] = null;
    }
}
