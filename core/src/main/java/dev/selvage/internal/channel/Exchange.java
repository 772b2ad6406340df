package dev.selvage.internal.channel;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The engine of a channel: where senders and receivers of plain objects meet. */
public abstract class Exchange extends Waiters {
    /*
     * Algorithm. Where nobody waits, a sender and a receiver need one end of the ring each (Ring). All else is done in one short
     * section under both locks: whoever comes looks for a partner that waits, then for room or a value, and else joins the line;
     * so values and waiters are first come first served, and nobody waits while a partner does. A partner is claimed in the
     * section, given or relieved of its value there, and woken after it. A thread whose wait ends otherwise (interrupt,
     * cancellation, time) takes itself out of the line in a section of its own; if it is in none any more it was claimed before:
     * then the operation has happened, and an interrupt stays for the next one.
     *
     * Invariants, outside of sections. Receivers wait only if nothing is kept and no sender waits. Senders wait only if all room
     * is taken and no receiver waits; one select that waits on both sides is the exception, and never meets itself, since it
     * looks before it joins. Closed: nobody waits, but watchers for the last value to be taken.
     *
     * Stack and memory may run out anywhere: a section lets its locks go then by plain writes.
     *
     * References. Go's runtime/chan.go; java.util.concurrent.SynchronousQueue (hand-over to a waiting thread).
     */

    /** What {@link #take} gives when the exchange is closed and nothing is left. */
    public static final Object CLOSED = new Object();

    /** What happens to a value for which there is no room. */
    public enum Overflow {
        /** The sender waits. */
        WAIT,
        /** The oldest value goes. */
        DROP_OLDEST,
        /** The value that was sent goes. */
        DROP_NEWEST
    }

    /** What became of a value. */
    public enum Put {
        /** Sent, or dropped by the overflow. */
        DONE,
        /** No room, nobody waits. */
        FULL,
        /** It will never be sent. */
        CLOSED
    }

    /** At most so many looks before parking, about a microsecond or two. */
    private static final int PATIENT = 512;

    /** So many to find out whether it pays, in one wait of so many (a power of two). */
    private static final int PROBED = 256;

    private static final int PROBE = 64;

    private static final AtomicLong ORDER = new AtomicLong();

    /** Locks of several exchanges are taken in this order. */
    final long order = ORDER.getAndIncrement();

    private final Overflow overflow;
    private final @Nullable String name;
    private final @Nullable Consumer<Object> undelivered;

    /** Written under the lock; never false again. */
    private volatile boolean closed;

    /** Why, if a reason was given. Written before {@link #closed}. */
    private @Nullable Throwable cause;

    /** How many looks before parking have paid. Written by who waits, without the lock: an old value does no harm. */
    private int patience;

    /** What the section has dropped, for {@link #unlockAndWake}. Guarded by the lock. */
    private @Nullable Object dropped;

    /**
     * An open exchange.
     *
     * @param capacity how many values it keeps
     * @param overflow what then
     * @param name for dumps
     * @param undelivered told of every value that nobody will get; called outside of all locks
     */
    protected Exchange(int capacity, Overflow overflow, @Nullable String name, @Nullable Consumer<Object> undelivered) {
        super(capacity);
        this.overflow = overflow;
        this.name = name;
        this.undelivered = undelivered;
    }

    // Sending

    /**
     * Sends; waits for room or a receiver.
     *
     * @return {@link Put#FULL} if the time was up
     */
    protected final Put put(Object value, long nanos) throws InterruptedException {
        SchedulePoint.reach("send", this);
        Park.check();
        if (addQuietly(value)) {
            return Put.DONE;
        }
        Waiting me = null;
        Put put;
        lockBoth();
        try {
            put = tryPut(value);
            if (put == Put.FULL && nanos > 0) {
                me = new Waiting(this, value, "send");
                addSender(me);
            }
        } catch (Throwable failure) {
            letGo();
            throw failure;
        }
        unlockAndWake();
        if (me == null || !await(me, nanos)) {
            return put;
        }
        return me.closed ? Put.CLOSED : Put.DONE;
    }

    /** Sends if that takes no wait. */
    protected final Put offer(Object value) {
        SchedulePoint.reach("trySend", this);
        return offerWithoutWait(value);
    }

    private Put offerWithoutWait(Object value) {
        if (addQuietly(value)) {
            return Put.DONE;
        }
        Put put;
        lockBoth();
        try {
            put = tryPut(value);
        } catch (Throwable failure) {
            letGo();
            throw failure;
        }
        unlockAndWake();
        return put;
    }

    /** In a section. */
    final Put tryPut(Object value) {
        if (closed) {
            return Put.CLOSED;
        }
        if (hasReceivers() && giveToReceiver(value)) {
            return Put.DONE;
        }
        if (size() == capacity) {
            switch (overflow) {
                case WAIT -> {
                    return Put.FULL;
                }
                case DROP_NEWEST -> {
                    dropped = value;
                    return Put.DONE;
                }
                case DROP_OLDEST -> dropped = pollFirst();
            }
        }
        add(value);
        return Put.DONE;
    }

    // Receiving

    /**
     * Receives; waits for a value.
     *
     * @return the value; null if the time was up; {@link #CLOSED} if it is closed and nothing is left
     */
    protected final @Nullable Object take(long nanos) throws InterruptedException {
        SchedulePoint.reach("receive", this);
        Park.check();
        Object value = takeQuietly();
        if (value != null) {
            return value;
        }
        Waiting me = null;
        lockBoth();
        try {
            value = tryTake();
            if (value == null && nanos > 0) {
                me = new Waiting(this, null, "receive");
                addReceiver(me);
            }
        } catch (Throwable failure) {
            letGo();
            throw failure;
        }
        unlockAndWake();
        if (me == null || !await(me, nanos)) {
            return value;
        }
        return me.closed ? CLOSED : me.item;
    }

    /** Receives if that takes no wait; null if there is nothing, {@link #CLOSED} if there never will be. */
    protected final @Nullable Object poll() {
        SchedulePoint.reach("tryReceive", this);
        return takeWithoutWait();
    }

    private @Nullable Object takeWithoutWait() {
        Object value = takeQuietly();
        if (value != null) {
            return value;
        }
        lockBoth();
        try {
            value = tryTake();
        } catch (Throwable failure) {
            letGo();
            throw failure;
        }
        unlockAndWake();
        return value;
    }

    /** In a section. As {@link #poll}. */
    final @Nullable Object tryTake() {
        Object value = pollFirst();
        if (hasSenders() && (value != null || capacity == 0)) {
            Object next = takeFromSender();
            if (capacity == 0) {
                return next;
            }
            if (next != null) {
                add(next);
            }
        }
        if (closed) {
            if (value == null) {
                return CLOSED;
            }
            if (hasWatchers() && size() == 0) {
                claimWatchers(true);
            }
        }
        return value;
    }

    /** Whether a receive may succeed: a look without the lock, which may be wrong about what others do just now. */
    final boolean mayTake() {
        return closed || size() != 0 || hasSenders();
    }

    /** Whether a send may succeed: as {@link #mayTake}. */
    final boolean mayPut() {
        return closed || size() != capacity || hasReceivers() || overflow != Overflow.WAIT;
    }

    // Waiting
    /**
     * Looks for a while whether a wait is over, where the partner is likely to come from another core: only a rendezvous, at
     * which such looks have paid of late. Else none, but for one in {@link #PROBE}, to find out.
     */
    final boolean isSoonOver(Park.Ready wait) {
        if (capacity > 0) {
            return false;
        }
        int before = patience;
        int looks = before < PROBED && (ThreadLocalRandom.current().nextInt() & (PROBE - 1)) == 0 ? PROBED : before;
        int left = looks;
        while (left > 0 && !wait.now()) {
            Thread.onSpinWait();
            left--;
        }
        int after = left > 0 ? Math.min(looks * 2, PATIENT) : looks / 2;
        if (after != before) { // the field shares a line with the lock
            patience = after;
        }
        return left > 0;
    }

    /** Waits until claimed; false if the time was up first. */
    private boolean await(Waiting me, long nanos) throws InterruptedException {
        if (isSoonOver(me) || !me.parking()) {
            return true;
        }
        try {
            return Park.parked(me, me, nanos) || !leave(me);
        } catch (InterruptedException e) {
            if (leave(me)) {
                throw e;
            }
            Ambient.giveBack(e);
            return true;
        } catch (
                Throwable failure) { // the machine's, as no stack left: nothing may stay in the queue, no value be lost
            if (!leave(me) && me.item != null) {
                undelivered(me.item);
            }
            throw failure;
        }
    }

    /** Takes a waiter out; false if it was claimed before. */
    final boolean leave(Waiter waiter) {
        lockBoth();
        boolean left = remove(waiter);
        quiet = isQuiet();
        unlockBoth();
        return left;
    }

    private boolean isQuiet() {
        return capacity > 0 && !closed && !hasSenders() && !hasReceivers();
    }

    /** Under the lock: whether the section has somebody to wake or something to tell. */
    final boolean hasActed() {
        return claimed != null || dropped != null;
    }

    /** Ends the section, then wakes whom it claimed and tells of what it dropped. */
    final void unlockAndWake() {
        quiet = isQuiet();
        Waiter wake = claimed;
        Object lost = dropped;
        if (wake == null && lost == null) {
            unlockBoth();
            return;
        }
        claimed = null;
        dropped = null;
        unlockBoth();
        Waiter.wakeAll(wake);
        if (lost != null) {
            undelivered(lost);
        }
    }

    // Closing

    /** Closes; the waiting are woken. False if it was closed before. */
    protected final boolean shut(@Nullable Throwable why) {
        SchedulePoint.reach("close", this);
        boolean first;
        lockBoth();
        try {
            first = !closed;
            if (first) {
                cause = why;
                closed = true;
                claimAll(size() == 0);
            }
        } catch (Throwable failure) {
            letGo();
            throw failure;
        }
        unlockAndWake();
        return first;
    }

    /** Closes, and tells of each value that is left. */
    protected final void discardAll() {
        shut(null);
        for (Object value = takeWithoutWait(); value != null && value != CLOSED; value = takeWithoutWait()) {
            undelivered(value);
        }
    }

    /** Whether it was closed. */
    public final boolean isClosed() {
        return closed;
    }

    /** Why it was closed, or null. */
    protected final @Nullable Throwable causeOrNull() {
        return closed ? cause : null;
    }

    final void undelivered(Object value) {
        if (undelivered != null) {
            try {
                undelivered.accept(value);
            } catch (Throwable failure) {
                LoggerFactory.getLogger(Exchange.class)
                        .error("The onUndelivered hook of {} failed for {}", this, value, failure);
            }
        }
    }

    // Looks

    /** For a message: the name, or the number, and how full it is. */
    final String describe() {
        String who = name == null ? "#" + order : "\"" + name + "\"";
        String most = capacity == Integer.MAX_VALUE ? "" : "/" + capacity;
        return who + " " + size() + most + (closed ? " closed" : "");
    }

    /** The name, how full it is, and who waits. */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder("chan ").append(describe());
        lockBoth();
        int sending = count(true);
        int receiving = count(false);
        unlockBoth();
        if (sending > 0) {
            text.append(", ").append(sending).append(sending == 1 ? " sender waits" : " senders wait");
        }
        if (receiving > 0) {
            text.append(", ").append(receiving).append(receiving == 1 ? " receiver waits" : " receivers wait");
        }
        return text.toString();
    }
}
