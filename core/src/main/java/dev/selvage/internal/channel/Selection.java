package dev.selvage.internal.channel;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.context.internal.WaitsOn;
import dev.selvage.internal.channel.ExchangeCase.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The engine of select: exactly one of several branches runs. This object is one wait; nothing of it stays. */
public final class Selection implements Park.Ready, WaitsOn {
    /*
     * Algorithm. First each exchange by itself, in a random order: the first that is ready is taken. If none was, all their locks are
     * taken, in one order for everybody, and each is looked at again: what is not ready now is not ready at this one moment, so
     * `otherwise` is right. Else the wait is queued at every exchange before the locks are let go. It ends by one
     * compare-and-set: whoever changes `winner` may give or take the value, all others pass by. The thread then leaves the
     * other queues.
     *
     * In the order written, the second look alone counts: only it sees all at one moment.
     *
     * An interrupt and a branch that waits for that very cancellation: the branch runs, and the interrupt stays on the flag.
     *
     * References. Go's runtime/select.go.
     */
    private static final int NOBODY = -1;
    private static final int NONE_OF_THEM = -2;
    private static final VarHandle WINNER;

    static {
        try {
            WINNER = MethodHandles.lookup().findVarHandle(Selection.class, "winner", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Branch<?, ?>[] branches;
    private final Thread thread = Thread.currentThread();

    /** What is queued or watches; only the selecting thread. */
    private final @Nullable SelectWaiter[] waiters;

    private final List<Runnable> watches = new ArrayList<>(0);

    /** The branch that has won. Changed once, by compare-and-set. */
    private volatile int winner = NOBODY;

    private Selection(Branch<?, ?>[] branches) {
        this.branches = branches;
        this.waiters = new SelectWaiter[branches.length];
    }

    /**
     * Waits until a branch is ready, and runs it. None, and no {@code otherwise}: waits until cancelled.
     *
     * @param branches those that are enabled
     * @param fair whether each that is ready is as likely as the others; else the first of them
     * @param known the locks of all the branches, for who has them from before; null: found here if they are needed
     */
    public static <R extends @Nullable Object, X extends Throwable> R select(
            Branch<? extends R, ? extends X>[] branches, boolean fair, @Nullable LockAll known)
            throws X, InterruptedException {
        SchedulePoint.reach("select", null);
        try {
            Park.check();
        } catch (InterruptedException e) {
            return cancelled(branches, e);
        }
        if (fair && branches.length <= RandomOrder.MOST) {
            long seed = RandomOrder.seed();
            long digits = RandomOrder.digits();
            for (int left = branches.length; left > 0; left--) {
                seed = RandomOrder.next(seed);
                int place = RandomOrder.place(seed, left);
                Branch<? extends R, ? extends X> branch = branches[RandomOrder.digit(digits, place)];
                digits = RandomOrder.without(digits, place, left);
                Object got = branch.what().poll(branches);
                if (got != null) {
                    return run(branches, branch, got);
                }
            }
        }
        if (!fair && branches.length > 0) { // if the first is ready nothing can go before it
            Object got = branches[0].what().poll(branches);
            if (got != null) {
                return run(branches, branches[0], got);
            }
        }
        return slowly(branches, fair, known == null ? LockAll.of(branches) : known);
    }

    private static <R extends @Nullable Object, X extends Throwable> R slowly(
            Branch<? extends R, ? extends X>[] branches, boolean fair, LockAll locks) throws X, InterruptedException {
        SchedulePoint.inside("none ready", null);
        int[] order = fair ? RandomOrder.shuffled(branches.length) : null;
        Branch<? extends R, ? extends X> ready = null;
        Object got = null;
        Selection wait = null;
        locks.lock();
        try {
            for (int i = 0; i < branches.length && got == null; i++) {
                ready = branches[order == null ? i : order[i]];
                got = ready.what() instanceof ExchangeCase at
                        ? at.pollLocked(branches)
                        : ready.what().poll(branches);
            }
            if (got == null) {
                ready = otherwise(branches);
                if (ready == null) {
                    wait = new Selection(branches);
                    wait.enqueue();
                }
            }
        } catch (Throwable failure) {
            if (wait != null) {
                wait.claim(NONE_OF_THEM); // whatever of it is in a line is passed by
            }
            locks.letGo();
            throw failure;
        }
        Waiter.wakeAll(locks.endSections());
        if (ready != null && wait == null) {
            return run(branches, ready, got == null ? Case.HAPPENED : got);
        }
        return Objects.requireNonNull(wait, "wait").<R, X>await(branches);
    }

    /** Runs a branch. What was closed by a cancellation, as a ticker is by its context's, ends as cancelled. */
    private static <R extends @Nullable Object, X extends Throwable> R run(
            Branch<? extends R, ? extends X>[] all, Branch<? extends R, ? extends X> branch, Object got)
            throws X, InterruptedException {
        if (got == Exchange.CLOSED || (branch.what() instanceof ExchangeCase at && at.kind() == Kind.CLOSED)) {
            try {
                Park.check();
            } catch (InterruptedException e) {
                return cancelled(all, e);
            }
        }
        return branch.run(got);
    }

    private static <R extends @Nullable Object, X extends Throwable> @Nullable
            Branch<? extends R, ? extends X> otherwise(Branch<? extends R, ? extends X>[] branches) {
        for (Branch<? extends R, ? extends X> branch : branches) {
            if (branch.what() instanceof Case.Otherwise) {
                return branch;
            }
        }
        return null;
    }

    /** The thread is interrupted: a branch that waits for a cancellation which has come runs, or else the interrupt leaves. */
    private static <R extends @Nullable Object, X extends Throwable> R cancelled(
            Branch<? extends R, ? extends X>[] branches, InterruptedException interrupt)
            throws X, InterruptedException {
        for (Branch<? extends R, ? extends X> branch : branches) {
            if (branch.what() instanceof Case.Event event && event.isCancellation()) {
                Object got = event.poll(branches);
                if (got != null) {
                    Ambient.giveBack(interrupt);
                    return branch.run(got);
                }
            }
        }
        throw interrupt;
    }

    // The wait

    /** Under the locks of all exchanges. */
    private void enqueue() {
        for (int i = 0; i < branches.length; i++) {
            if (branches[i].what() instanceof ExchangeCase at) {
                SelectWaiter waiter =
                        new SelectWaiter(at, this, i, at.kind() == Kind.CLOSED && at.has(Kind.RECEIVE, branches));
                waiters[i] = waiter;
                at.enqueue(waiter);
            }
        }
    }

    private <R extends @Nullable Object, X extends Throwable> R await(Branch<? extends R, ? extends X>[] all)
            throws X, InterruptedException {
        InterruptedException interrupt = null;
        try {
            SchedulePoint.inside("joined", null);
            watch();
            if (!isSoonOver()) {
                Park.parked(this, this, nanos());
            }
        } catch (InterruptedException e) {
            interrupt = e;
        } catch (Throwable failure) { // the machine's, as no stack left: nothing may stay queued, no value be lost
            leave();
            loseWhatWasGot();
            throw failure;
        }
        leave();
        if (winner >= 0) {
            if (interrupt != null) {
                Ambient.giveBack(interrupt);
            }
            return run(all, all[winner], got(winner));
        }
        if (interrupt != null) {
            return cancelled(all, interrupt);
        }
        return soonest(all).run(Case.HAPPENED);
    }

    private boolean isSoonOver() {
        return branches.length > 0
                && branches[0].what() instanceof ExchangeCase at
                && at.exchange().isSoonOver(this);
    }

    private void watch() {
        for (int i = 0; i < branches.length; i++) {
            if (branches[i].what() instanceof Case.Event event) {
                int index = i;
                watches.add(event.watch(() -> {
                    if (claim(index)) {
                        LockSupport.unpark(thread);
                    }
                }));
            }
        }
    }

    /** After this nobody claims it any more. */
    private void leave() {
        claim(NONE_OF_THEM);
        for (int i = 0; i < waiters.length; i++) {
            SelectWaiter waiter = waiters[i];
            if (waiter != null && i != winner) {
                waiter.exchange.leave(waiter);
            }
        }
        watches.forEach(Runnable::run);
    }

    private Object got(int won) {
        SelectWaiter waiter = waiters[won];
        if (waiter == null) {
            return Objects.requireNonNull(branches[won].what().poll(branches), "an event that has happened");
        }
        if (waiter.closed) {
            return ((ExchangeCase) branches[won].what()).kind() == Kind.CLOSED ? Case.HAPPENED : Exchange.CLOSED;
        }
        return ((ExchangeCase) branches[won].what()).kind() == Kind.RECEIVE ? waiter.itemOrFail() : Case.HAPPENED;
    }

    private void loseWhatWasGot() {
        if (winner >= 0) {
            SelectWaiter waiter = waiters[winner];
            if (waiter != null && !waiter.closed && got(winner) == waiter.item && waiter.item != null) {
                waiter.exchange.undelivered(waiter.item);
            }
        }
    }

    /** How long until the first {@code after}. */
    private long nanos() {
        long least = Park.FOREVER;
        for (Branch<?, ?> branch : branches) {
            if (branch.what() instanceof Case.After after) {
                least = Math.min(least, after.nanos());
            }
        }
        return least;
    }

    private static <R extends @Nullable Object, X extends Throwable> Branch<? extends R, ? extends X> soonest(
            Branch<? extends R, ? extends X>[] branches) {
        Branch<? extends R, ? extends X> soonest = null;
        long least = Park.FOREVER;
        for (Branch<? extends R, ? extends X> branch : branches) {
            if (branch.what() instanceof Case.After after && after.nanos() < least) {
                least = after.nanos();
                soonest = branch;
            }
        }
        return Objects.requireNonNull(soonest, "after");
    }

    boolean claim(int branch) {
        return WINNER.compareAndSet(this, NOBODY, branch);
    }

    Thread thread() {
        return thread;
    }

    @Override
    public boolean now() {
        return winner != NOBODY;
    }

    @Override
    public boolean isOn(Object thing) {
        for (Branch<?, ?> branch : branches) {
            if (branch.what() instanceof ExchangeCase at && at.exchange() == thing) {
                return true;
            }
        }
        return false;
    }

    /** For dumps. */
    @Override
    public String toString() {
        if (branches.length == 0) {
            return "select (no cases)";
        }
        StringJoiner text = new StringJoiner(", ", "select (", ")");
        for (Branch<?, ?> branch : branches) {
            text.add(branch.what().toString());
        }
        return text.toString();
    }
}
