package dev.selvage.internal.channel;

import java.util.Arrays;

/** The locks of several exchanges at once, in the one order that everybody keeps. */
final class LockAll {
    private LockAll() {}

    /** The exchanges of a select, each once, in order. */
    static Exchange[] exchangesOf(Branch<?, ?>[] branches) {
        Exchange[] exchanges = new Exchange[branches.length];
        int size = 0;
        for (Branch<?, ?> branch : branches) {
            if (branch.what() instanceof ExchangeCase at) {
                size = insert(exchanges, size, at.exchange());
            }
        }
        return size == exchanges.length ? exchanges : Arrays.copyOf(exchanges, size);
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
    static void lock(Exchange[] exchanges) {
        int round = 0;
        while (!tryLock(exchanges)) {
            SpinLock.pause(round++);
        }
    }

    private static boolean tryLock(Exchange[] exchanges) {
        for (int i = 0; i < exchanges.length; i++) {
            if (!exchanges[i].tryLockBoth()) {
                for (int held = i - 1; held >= 0; held--) {
                    exchanges[held].unlockBoth();
                }
                return false;
            }
        }
        return true;
    }

    /** Lets all go; the one at which something was done last, since that calls code of others. */
    static void unlockAndWake(Exchange[] exchanges) {
        Exchange acted = null;
        for (Exchange exchange : exchanges) {
            if (exchange.hasActed()) {
                acted = exchange;
            } else {
                exchange.unlockAndWake(); // nobody to wake; but it may have waiters now
            }
        }
        if (acted != null) {
            acted.unlockAndWake();
        }
    }

    /** After a failure: without a call for each, since no stack may be left. */
    static void letGo(Exchange[] exchanges) {
        for (Exchange exchange : exchanges) {
            exchange.letGo();
        }
    }
}
