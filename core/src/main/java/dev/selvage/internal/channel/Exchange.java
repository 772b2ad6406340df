package dev.selvage.internal.channel;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The engine of a channel: where senders and receivers of plain objects meet. */
public abstract class Exchange extends SpinLock {
    /*
     * Algorithm. One short lock. Whoever comes looks for a partner that waits, then for room or values in the ring, and else queues
     * itself, all in one section; so values and waiters are first come first served, and nobody waits while a partner does.
     * A partner is claimed under the lock, given or relieved of its value there, and woken after it. A thread whose wait ends
     * otherwise (interrupt, cancellation, time) takes itself out of the queue under the lock; if it is not in there any more it was
     * claimed before: then the operation has happened, and an interrupt stays for the next one.
     *
     * Invariants, outside of the lock. Receivers wait only if the ring is empty and no sender waits. Senders wait only if the
     * ring is full, and no receiver waits; one select that waits on both sides is the exception, and never meets
     * itself, since it looks before it queues. Closed: nobody waits, but watchers for the last value to be taken.
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

    private static final AtomicLong ORDER = new AtomicLong();

    /** Locks of several exchanges are taken in this order. */
    final long order = ORDER.getAndIncrement();

    private final int capacity;
    private final Overflow overflow;
    private final @Nullable String name;
    private final @Nullable Consumer<Object> undelivered;

    /** Null: nothing is kept, values go from hand to hand. What follows is guarded by the lock. */
    private final @Nullable Ring ring;

    /** Null until somebody has waited, as the next two. */
    private @Nullable WaiterQueue senders;

    private @Nullable WaiterQueue receivers;

    /** Who waits for the closing in a select. */
    private @Nullable WaiterQueue watchers;

    /** Written under the lock; never false again. */
    private volatile boolean closed;

    /** Why, if a reason was given. Written before {@link #closed}. */
    private @Nullable Throwable cause;

    /** Whom the section has claimed: a chain. Set inside it, fetched by {@link #unlockAndWake}. */
    private @Nullable Waiter claimed;

    /** What the section has dropped. As {@link #claimed}. */
    private @Nullable Object dropped;

    /**
     * An open exchange.
     *
     * @param capacity how many values it keeps
     * @param overflow what then
     * @param name for dumps
     * @param undelivered told of every value that nobody will get; called outside of all locks
     */
    protected Exchange(
            int capacity, Overflow overflow, @Nullable String name, @Nullable Consumer<Object> undelivered) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.name = name;
        this.undelivered = undelivered;
        this.ring = capacity == 0 ? null : new Ring(capacity);
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
        Waiting me = null;
        Put put;
        lock();
        try {
            put = tryPut(value);
            if (put == Put.FULL && nanos > 0) {
                me = new Waiting(this, value, "send");
                waitingSenders().add(me);
            }
        } catch (Throwable failure) {
            locked = 0;
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
        return offerQuietly(value);
    }

    final Put offerQuietly(Object value) {
        Put put;
        lock();
        try {
            put = tryPut(value);
        } catch (Throwable failure) {
            locked = 0;
            throw failure;
        }
        unlockAndWake();
        return put;
    }

    /** Under the lock. */
    final Put tryPut(Object value) {
        if (closed) {
            return Put.CLOSED;
        }
        if (receivers != null) {
            claimed = receivers.claim(value);
            if (claimed != null) {
                return Put.DONE;
            }
        }
        if (ring == null) {
            return Put.FULL;
        }
        if (ring.size() == capacity) {
            switch (overflow) {
                case WAIT -> {
                    return Put.FULL;
                }
                case DROP_NEWEST -> {
                    dropped = value;
                    return Put.DONE;
                }
                case DROP_OLDEST -> dropped = ring.poll();
            }
        }
        ring.add(value);
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
        Waiting me = null;
        Object value;
        lock();
        try {
            value = tryTake();
            if (value == null && nanos > 0) {
                me = new Waiting(this, null, "receive");
                waitingReceivers().add(me);
            }
        } catch (Throwable failure) {
            locked = 0;
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
        return pollQuietly();
    }

    final @Nullable Object pollQuietly() {
        Object value;
        lock();
        try {
            value = tryTake();
        } catch (Throwable failure) {
            locked = 0;
            throw failure;
        }
        unlockAndWake();
        return value;
    }

    /** Under the lock. As {@link #poll}. */
    final @Nullable Object tryTake() {
        Object value = ring == null ? null : ring.poll();
        if (senders != null && (value != null || ring == null)) {
            Waiter sender = senders.claim();
            if (sender != null) {
                claimed = sender;
                if (ring == null) {
                    return sender.item;
                }
                ring.add(sender.itemOrFail());
            }
        }
        if (closed) {
            if (value == null) {
                return CLOSED;
            }
            if (watchers != null && size() == 0) {
                claimed = watchers.claimAll(claimed, true);
            }
        }
        return value;
    }

    /** Whether a receive may succeed: a look without the lock, which may be wrong about what others do just now. */
    final boolean mayTake() {
        return closed || size() != 0 || (senders != null && !senders.isEmpty());
    }

    /** Whether a send may succeed: as {@link #mayTake}. */
    final boolean mayPut() {
        return closed || size() != capacity || (receivers != null && !receivers.isEmpty()) || overflow != Overflow.WAIT;
    }

    // Waiting

    /** Waits until claimed; false if the time was up first. */
    private boolean await(Waiting me, long nanos) throws InterruptedException {
        try {
            return Park.until(me, me, nanos) || !leave(me);
        } catch (InterruptedException e) {
            if (leave(me)) {
                throw e;
            }
            Ambient.giveBack(e);
            return true;
        } catch (Throwable failure) { // the machine's, as no stack left: nothing may stay in the queue, no value be lost
            if (!leave(me) && me.item != null) {
                undelivered(me.item);
            }
            throw failure;
        }
    }

    /** Takes a waiter out; false if it was claimed before. */
    final boolean leave(Waiter waiter) {
        lock();
        WaiterQueue queue = waiter.queue;
        boolean left = queue != null && queue.remove(waiter);
        unlock();
        return left;
    }

    /** Under the lock, as the next two. */
    final WaiterQueue waitingSenders() {
        WaiterQueue queue = senders;
        if (queue == null) {
            queue = new WaiterQueue();
            senders = queue;
        }
        return queue;
    }

    final WaiterQueue waitingReceivers() {
        WaiterQueue queue = receivers;
        if (queue == null) {
            queue = new WaiterQueue();
            receivers = queue;
        }
        return queue;
    }

    final WaiterQueue watchers() {
        WaiterQueue queue = watchers;
        if (queue == null) {
            queue = new WaiterQueue();
            watchers = queue;
        }
        return queue;
    }

    /** Under the lock: whether the section has somebody to wake or something to tell. */
    final boolean hasActed() {
        return claimed != null || dropped != null;
    }

    /** Ends the section, then wakes whom it claimed and tells of what it dropped. */
    final void unlockAndWake() {
        Waiter wake = claimed;
        Object lost = dropped;
        if (wake == null && lost == null) {
            unlock();
            return;
        }
        claimed = null;
        dropped = null;
        unlock();
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
        lock();
        try {
            first = !closed;
            if (first) {
                closeLocked(why);
            }
        } catch (Throwable failure) {
            locked = 0;
            throw failure;
        }
        unlockAndWake();
        return first;
    }

    /** Closes, and tells of each value that is left. */
    protected final void discardAll() {
        shut(null);
        for (Object value = pollQuietly(); value != null && value != CLOSED; value = pollQuietly()) {
            undelivered(value);
        }
    }

    private void closeLocked(@Nullable Throwable why) {
        cause = why;
        closed = true;
        boolean nothingLeft = size() == 0;
        Waiter chain = watchers == null ? null : watchers.claimAll(null, nothingLeft);
        chain = receivers == null ? chain : receivers.claimAll(chain, true);
        claimed = senders == null ? chain : senders.claimAll(chain, true);
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

    /** How many values are kept; may be wrong while others are at it. */
    public final int size() {
        return ring == null ? 0 : ring.size();
    }

    /** How many are kept at most. */
    public final int capacity() {
        return capacity;
    }

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
        lock();
        int sending = senders == null ? 0 : senders.size();
        int receiving = receivers == null ? 0 : receivers.size();
        unlock();
        if (sending > 0) {
            text.append(", ").append(sending).append(sending == 1 ? " sender waits" : " senders wait");
        }
        if (receiving > 0) {
            text.append(", ").append(receiving).append(receiving == 1 ? " receiver waits" : " receivers wait");
        }
        return text.toString();
    }
}
