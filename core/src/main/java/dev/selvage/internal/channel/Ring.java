package dev.selvage.internal.channel;

import org.jspecify.annotations.Nullable;

/** A queue in an array that grows by doubling, and is let go when it has grown far and is empty again. */
final class Ring {
    private static final int LEAST = 16;
    private static final int KEPT = 1024;

    /** All fields are guarded by the lock of the exchange. The length is a power of two. */
    private @Nullable Object[] items;

    private int head;
    private int size;

    /** Room for so many at first; more is made when needed. */
    Ring(int expected) {
        items = new Object[expected <= 1 ? 1 : powerOfTwo(Math.min(expected, LEAST))];
    }

    int size() {
        return size;
    }

    void add(Object item) {
        @Nullable Object[] array = items;
        if (size == array.length) {
            array = grow();
        }
        array[(head + size) & (array.length - 1)] = item;
        size++;
    }

    @Nullable
    Object poll() {
        if (size == 0) {
            return null;
        }
        @Nullable Object[] array = items;
        int at = head;
        Object item = array[at];
        array[at] = null;
        head = (at + 1) & (array.length - 1);
        if (--size == 0 && array.length > KEPT) {
            items = new Object[LEAST];
            head = 0;
        }
        return item;
    }

    private @Nullable Object[] grow() {
        @Nullable Object[] old = items;
        @Nullable Object[] array = new Object[old.length * 2];
        int first = old.length - head;
        System.arraycopy(old, head, array, 0, first);
        System.arraycopy(old, 0, array, first, head);
        items = array;
        head = 0;
        return array;
    }

    private static int powerOfTwo(int least) {
        return Integer.highestOneBit(least - 1) << 1;
    }
}
