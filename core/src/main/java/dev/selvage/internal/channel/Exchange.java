package dev.selvage.internal.channel;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine of a channel: where senders and receivers of plain objects meet. */
public abstract class Exchange extends Fate {
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
     * Stack may run out anywhere: a section lets its locks go by plain writes, which need none. Whom the failed section has claimed is
     * woken by the next; who was about to be claimed, or woken after it, may be left waiting, as at the queues of the JDK.
     * References. Go's runtime/chan.go; java.util.concurrent.SynchronousQueue (hand-over to a waiting thread).
     */

    /** What {@link #take} gives when the exchange is closed and nothing is left. */
    public static final Object CLOSED = new Object();

    private final WhenFull overflow;

    /**
     * An open exchange.
     *
     * @param capacity how many values it keeps
     * @param overflow what then
     * @param name for dumps
     * @param undelivered told of every value that nobody will get; called outside of all locks
     */
    protected Exchange(int capacity, WhenFull overflow, @Nullable String name, @Nullable Consumer<Object> undelivered) {
        super(capacity, name, undelivered);
        this.overflow = overflow;
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
        if (addQuietly(value) || (nanos > 0 && overflow == WhenFull.WAIT && isHalfSoon(true) && addQuietly(value))) {
            return Put.DONE;
        }
        Waiting me = null;
        Put put;
        Waiter woken;
        lockBoth();
        try {
            put = tryPut(value);
            if (put == Put.FULL && nanos > 0) {
                me = new Waiting(this, value, "send");
                addSender(me);
            }
            woken = endSection();
        } catch (Throwable failure) {
            quiet = false; // the next section settles it, and wakes whom this one has claimed
            if (out != in) { // no calls: no stack may be left
                out.locked = 0;
            }
            in.locked = 0;
            throw failure;
        }
        Waiter.wakeAll(woken);
        if (me != null && await(me, nanos)) {
            put = me.closed ? Put.CLOSED : Put.DONE;
        }
        if (put == Put.CLOSED) {
            Park.check(); // as in take
        }
        return put;
    }

    /** Sends if that takes no wait. */
    protected final Put offer(Object value) {
        SchedulePoint.reach("trySend", this);
        return offerWithoutWait(value);
    }

    /** Without passing the seam for order: for who holds a lock. */
    protected final Put offerWithoutWait(Object value) {
        if (addQuietly(value)) {
            return Put.DONE;
        }
        Put put;
        Waiter woken;
        lockBoth();
        try {
            put = tryPut(value);
            woken = endSection();
        } catch (Throwable failure) {
            quiet = false; // the next section settles it, and wakes whom this one has claimed
            if (out != in) { // no calls: no stack may be left
                out.locked = 0;
            }
            in.locked = 0;
            throw failure;
        }
        Waiter.wakeAll(woken);
        return put;
    }

    /** In a section. */
    final Put tryPut(Object value) {
        if (isClosed()) {
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
                    drop(value);
                    return Put.DONE;
                }
                case DROP_OLDEST -> drop(pollFirst());
            }
        }
        add(value);
        return Put.DONE;
    }

    private void drop(@Nullable Object value) {
        if (isMissed()) {
            Waiter dropped = new Dropped(this, value);
            dropped.next = claimed;
            claimed = dropped;
        }
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
        if (value == null && nanos > 0 && isHalfSoon(false)) {
            value = takeQuietly();
        }
        if (value != null) {
            return value;
        }
        Waiting me = null;
        Waiter woken;
        lockBoth();
        try {
            value = tryTake();
            if (value == null && nanos > 0) {
                me = new Waiting(this, null, "receive");
                addReceiver(me);
            }
            woken = endSection();
        } catch (Throwable failure) {
            quiet = false; // the next section settles it, and wakes whom this one has claimed
            if (out != in) { // no calls: no stack may be left
                out.locked = 0;
            }
            in.locked = 0;
            throw failure;
        }
        Waiter.wakeAll(woken);
        if (me != null && await(me, nanos)) {
            value = me.closed ? CLOSED : me.item;
        }
        if (value == CLOSED) {
            Park.check(); // what was closed by a cancellation, as a ticker is by its context's, ends as cancelled
        }
        return value;
    }

    /** Receives if that takes no wait; null if there is nothing, {@link #CLOSED} if there never will be. */
    protected final @Nullable Object poll() {
        SchedulePoint.reach("tryReceive", this);
        return takeWithoutWait();
    }

    protected final @Nullable Object takeWithoutWait() {
        Object value = takeQuietly();
        if (value != null) {
            return value;
        }
        Waiter woken;
        lockBoth();
        try {
            value = tryTake();
            woken = endSection();
        } catch (Throwable failure) {
            quiet = false; // the next section settles it, and wakes whom this one has claimed
            if (out != in) { // no calls: no stack may be left
                out.locked = 0;
            }
            in.locked = 0;
            throw failure;
        }
        Waiter.wakeAll(woken);
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
        if (isClosed()) {
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
        return isClosed() || size() != 0 || hasSenders();
    }

    /** Whether a send may succeed: as {@link #mayTake}. */
    final boolean mayPut() {
        return isClosed() || size() != capacity || hasReceivers() || overflow != WhenFull.WAIT;
    }

    // Waiting
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
            if (!leave(me) && !me.closed && !me.sends()) {
                undelivered(me.itemOrFail());
            }
            throw failure;
        }
    }

    /** Takes a waiter out; false if it was claimed before. */
    final boolean leave(Waiter waiter) {
        boolean left;
        lockBoth();
        try {
            left = remove(waiter);
            settle();
        } finally {
            if (out != in) { // no calls: no stack may be left
                out.locked = 0;
            }
            in.locked = 0;
        }
        return left;
    }

    private void settle() {
        boolean now = capacity > 0 && !isClosed() && !hasSenders() && !hasReceivers();
        if (quiet != now) { // both sides read it
            quiet = now;
        }
    }

    /**
     * Ends a section, as the last thing in it.
     *
     * @return whom it has claimed, to be {@linkplain Waiter#wakeAll woken} afterwards
     */
    final @Nullable Waiter endSection() {
        settle();
        Waiter chain = claimed;
        if (chain != null) {
            claimed = null;
        }
        unlockBoth();
        return chain;
    }

    // Closing

    /** Closes; the waiting are woken. False if it was closed before. */
    protected final boolean shut(@Nullable Throwable why) {
        SchedulePoint.reach("close", this);
        boolean first;
        Waiter woken;
        lockBoth();
        try {
            first = !isClosed();
            if (first) {
                end(why);
                claimAll(size() == 0);
            }
            woken = endSection();
        } catch (Throwable failure) {
            quiet = false; // the next section settles it, and wakes whom this one has claimed
            if (out != in) { // no calls: no stack may be left
                out.locked = 0;
            }
            in.locked = 0;
            throw failure;
        }
        Waiter.wakeAll(woken);
        return first;
    }

    /** Closes, and tells of each value that is left. */
    protected final void discardAll() {
        shut(null);
        for (Object value = takeWithoutWait(); value != null && value != CLOSED; value = takeWithoutWait()) {
            undelivered(value);
        }
    }

    // Looks

    /** The name, how full it is, and who waits. */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder("chan ").append(describe());
        int sending;
        int receiving;
        lockBoth();
        try {
            sending = count(true);
            receiving = count(false);
        } finally {
            if (out != in) { // no calls: no stack may be left
                out.locked = 0;
            }
            in.locked = 0;
        }
        if (sending > 0) {
            text.append(", ").append(sending).append(sending == 1 ? " sender waits" : " senders wait");
        }
        if (receiving > 0) {
            text.append(", ").append(receiving).append(receiving == 1 ? " receiver waits" : " receivers wait");
        }
        return text.toString();
    }
}
