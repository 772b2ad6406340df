package dev.selvage.internal.channel;

import dev.selvage.context.internal.SpinLock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The locks of several exchanges at once, in the one order that everybody keeps. Immutable: any number of selects may use it. */
public final class LockAll {
    /** Each once, in order. */
    private final Exchange[] exchanges;

    private LockAll(Exchange[] exchanges) {
        this.exchanges = exchanges;
    }

    /** The locks of all the exchanges of a select. */
    public static LockAll of(Branch<?, ?>[] branches) {
        Exchange[] exchanges = new Exchange[branches.length];
        int size = 0;
        for (Branch<?, ?> branch : branches) {
            if (branch.what() instanceof ExchangeCase at) {
                size = insert(exchanges, size, at.exchange());
            }
        }
        return new LockAll(size == exchanges.length ? exchanges : Arrays.copyOf(exchanges, size));
    }

    private static int insert(Exchange[] sorted, int size, Exchange exchange) {
        int at = size;
        while (at > 0 && sorted[at - 1].order > exchange.order) {
            at--;
        }
        if (at > 0 && sorted[at - 1] == exchange) {
            return size;
        }
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = exchange;
        return size + 1;
    }

    /** Takes all. Who has some and cannot have the next lets go of them before it yields. */
    void lock() {
        int round = 0;
        while (!tryLock()) {
            SpinLock.pause(round++);
        }
    }

    private boolean tryLock() {
        int held = 0;
        try {
            while (held < exchanges.length && exchanges[held].tryLockBoth()) {
                held++;
            }
        } catch (Throwable failure) {
            letGo(0, held);
            throw failure;
        }
        if (held < exchanges.length) {
            letGo(0, held);
            return false;
        }
        return true;
    }

    /**
     * Lets all go, as the last thing under the locks. At one of them at most something was done, but a section that failed before may have
     * left something.
     *
     * @return whom that has claimed, to be woken afterwards
     */
    @Nullable
    Waiter endSections() {
        Waiter woken = null;
        int ended = 0;
        try {
            for (Exchange exchange : exchanges) {
                Waiter chain = exchange.endSection();
                ended++;
                woken = Waiter.joined(chain, woken);
            }
        } catch (Throwable failure) {
            letGo(ended, exchanges.length);
            throw failure;
        }
        return woken;
    }

    /** Lets all go after a failure. What was in a section settles in the next. */
    void letGo() {
        letGo(0, exchanges.length);
    }

    private void letGo(int from, int to) {
        for (int i = from; i < to; i++) {
            Exchange exchange = exchanges[i];
            exchange.quiet = false;
            if (exchange.out != exchange.in) {
                exchange.out.locked = 0;
            }
            exchange.in.locked = 0;
        }
    }
}
