package dev.selvage.internal.channel;

import org.jspecify.annotations.Nullable;

/** The values that an exchange keeps: a queue in an array, with a lock at each end. */
abstract class Ring extends Side {
    /*
     * Algorithm. Who adds holds the lock of `in`, who takes that of `out`: they meet only in the slots, and in the two counts. Each
     * side looks at the other's count only when what it saw last leaves no room, or no value. Whatever is more than that is done
     * under both locks: waiting, closing, growing, several exchanges at once. `quiet` says that nothing of the kind is
     * going on; it changes under both locks, so that one is enough to read it.
     *
     * Without capacity this is both sides, and has the one lock; it is never quiet.
     *
     * References. Lamport's queue of one producer and one consumer; the cached indices of FastForward and of JCTools; the two
     * locks of Michael and Scott.
     */
    private static final int LEAST = 16;
    private static final int KEPT = 1024;
    private static final int MOST = 1 << 30;
    private static final @Nullable Object[] NONE = {};

    final Side in;
    final Side out;
    final int capacity;

    /** The length is a power of two, or zero before the first value. Changes under both locks. */
    private @Nullable Object[] items = NONE;

    /** How many values one side alone may keep in {@link #items}: the capacity, or less before it has grown. Under both locks. */
    private int room;

    /** Nobody waits and nothing is closed. Changes under both locks. */
    boolean quiet;

    Ring(int capacity) {
        this.capacity = capacity;
        this.quiet = capacity > 0;
        this.in = capacity > 0 ? new Side.Apart() : this;
        this.out = capacity > 0 ? new Side.Apart() : this;
    }

    /** How many values are kept; may be wrong without both locks. */
    public final int size() {
        return in == out ? 0 : Math.max(0, in.passedAcquire() - out.passedAcquire());
    }

    /** How many values are kept at most. */
    public final int capacity() {
        return capacity;
    }

    // One lock

    /** Adds a value if all is quiet and there is room. Takes the lock of `in` alone. */
    final boolean addQuietly(Object item) {
        if (!quiet) { // a look; the lock makes it sure
            return false;
        }
        Side side = in;
        side.lock();
        boolean added = false;
        try {
            int at = side.passed();
            if (quiet && (at - side.seen < room || at - look(side, out) < room)) {
                @Nullable Object[] array = items;
                array[at & (array.length - 1)] = item;
                side.pass(at + 1);
                added = true;
            }
            side.unlock();
        } catch (Throwable failure) {
            side.locked = 0;
            throw failure;
        }
        return added;
    }

    /** Takes the oldest value if all is quiet and there is one. Takes the lock of `out` alone. */
    final @Nullable Object takeQuietly() {
        if (!quiet) {
            return null;
        }
        Side side = out;
        side.lock();
        Object item = null;
        try {
            int at = side.passed();
            @Nullable Object[] array = items;
            if (quiet && (side.seen - at > 0 || look(side, in) - at > 0) && !isLastOfMany(array, side, at)) {
                int slot = at & (array.length - 1);
                item = array[slot];
                array[slot] = null;
                side.pass(at + 1);
            }
            side.unlock();
        } catch (Throwable failure) {
            side.locked = 0;
            throw failure;
        }
        return item;
    }

    /** Then the array goes, which takes both locks. */
    private boolean isLastOfMany(@Nullable Object[] array, Side side, int at) {
        return array.length > KEPT && side.seen - at == 1 && look(side, in) - at == 1;
    }

    private static int look(Side side, Side other) {
        int seen = other.passedAcquire();
        side.seen = seen;
        return seen;
    }

    // Both locks

    final void lockBoth() {
        if (in == this) {
            lock();
            return;
        }
        int round = 0;
        while (!tryLockBoth()) {
            pause(round++);
        }
    }

    /** False if they were not to be had at once; then neither is held. */
    final boolean tryLockBoth() {
        if (!in.tryLockSpinning()) {
            return false;
        }
        boolean both = in == out;
        try {
            both = both || out.tryLockSpinning();
        } finally {
            if (!both) {
                in.locked = 0;
            }
        }
        return both;
    }

    /** Both or none: plain writes need no stack, so nothing can come between. */
    final void unlockBoth() {
        if (out != in) { // else a second write would let go of a lock that is somebody else's by then
            out.locked = 0;
        }
        in.locked = 0;
    }

    final void add(Object item) {
        int at = in.passed();
        if (at - out.passed() == items.length) {
            grow();
        }
        items[at & (items.length - 1)] = item;
        in.pass(at + 1);
        in.seen = out.passed(); // or it would fall behind by more than an int can tell
    }

    /** The oldest value, or null if there is none. */
    final @Nullable Object pollFirst() {
        int at = out.passed();
        if (in == out || at == in.passed()) {
            return null;
        }
        int slot = at & (items.length - 1);
        Object item = items[slot];
        items[slot] = null;
        out.pass(at + 1);
        out.seen = in.passed(); // as in add
        if (items.length > KEPT && at + 1 == in.passed()) {
            resize(NONE);
        }
        return item;
    }

    private void grow() {
        @Nullable Object[] old = items;
        if (old.length == MOST) {
            throw new OutOfMemoryError(
                    "A channel holds " + MOST + " values and takes no more: its receivers are too slow");
        }
        @Nullable Object[] grown = new Object[Math.max(LEAST, old.length * 2)];
        for (int at = out.passed(); at != in.passed(); at++) {
            grown[at & (grown.length - 1)] = old[at & (old.length - 1)];
        }
        resize(grown);
    }

    private void resize(@Nullable Object[] array) {
        items = array;
        room = Math.min(capacity, array.length);
    }
}
