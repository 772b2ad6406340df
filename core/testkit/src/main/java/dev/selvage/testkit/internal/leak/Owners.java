package dev.selvage.testkit.internal.leak;

import dev.selvage.Goroutine;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.CreationSite;
import dev.selvage.context.internal.Living;
import dev.selvage.testkit.internal.Births;
import dev.selvage.testkit.internal.leak.Account.Birth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who answers for what a thread makes. */
public final class Owners {
    /*
     * Algorithm. The owner of a thread is an inheritable thread-local, set around the code of a test, a body: so whatever thread
     * the test makes, directly or not, has its owner, and what is made there goes to the same account. Ownership is settled at
     * birth, on the thread that asks for it. A goroutine that others' threads start for the test, as in a shared scope, is found
     * on the account when it runs.
     *
     * Pools. Who made a thread of a pool need not be who hands it work, and the JDK does not tell who did. While all bodies
     * run on one thread, one after the other or one inside the other, it can only be the one that runs, or what it left running.
     * Once bodies of two owners have been there at once, on two threads, what an account's threads do for others cannot be told
     * from what they do for it: from then on, work that was handed over is nobody's. The threads of the common pool inherit
     * nothing (the JDK makes them so), and own nothing.
     */
    private static final Set<Account> OPEN = ConcurrentHashMap.newKeySet();

    /** The thread of the last body of each open account, and of each body that is nobody's. Guarded by itself. */
    private static final Map<Object, Thread> BODIES = new HashMap<>();

    private static final Census.Listener LISTENER = new Census.Listener() {
        @Override
        public void born(Living one) {
            Share owner = answering(OWNER.get());
            if (owner != null) {
                StackTraceElement here = CreationSite.here();
                owner.account.add(one, here == null ? owner.site : here);
            }
        }

        @Override
        public void runs(Object subject) {
            for (Account account : OPEN) {
                Birth birth = account.birthOf(subject);
                if (birth != null) {
                    OWNER.set(new Share(account, birth.site()));
                    return;
                }
            }
            if (subject instanceof Goroutine<?>) {
                OWNER.remove(); // its thread may have run somebody's before
            }
        }

        @Override
        public void failed(Object subject, Throwable failure) {
            Account owner = current();
            if (owner != null) {
                owner.failed(subject, failure);
            }
        }

        @Override
        public void heard(Object subject) {
            OPEN.forEach(account -> account.heard(subject));
        }
    };

    private static final InheritableThreadLocal<@Nullable Share> OWNER = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Share childValue(@Nullable Share parents) {
            boolean watched = parents != null && parents.account.threads().areWatched();
            long probe = watched ? ThreadBirths.nextNumber() : 0; // at once: see ThreadBirths
            Share owner = answering(parents);
            if (owner == null) {
                return null;
            }
            Share mine = new Share(owner.account, owner.site);
            owner.account.threads().add(mine, probe);
            return mine;
        }
    };

    /** One thread's part of an account: nobody else holds it, so it is there as long as the thread lives. */
    private static final class Share {
        private final Account account;

        /** Where what the thread runs was made: for what the library makes there by itself. */
        private final @Nullable StackTraceElement site;

        Share(Account account, @Nullable StackTraceElement site) {
            this.account = account;
            this.site = site;
        }
    }

    private Owners() {}

    /**
     * Opens an account, to be closed with {@link #close}.
     *
     * @param watchesThreads whether threads are kept as well
     * @throws IllegalStateException if this JVM does not show them
     */
    public static Account open(boolean watchesThreads) {
        return opened(new Account(watchesThreads));
    }

    /** Opens an account for what a body makes itself, but not for what classes make that it initializes: that is everybody's. */
    public static Account openSparingStatics() {
        return opened(new Account(false).sparingStatics());
    }

    private static Account opened(Account account) {
        OPEN.add(account);
        Births.listen(LISTENER);
        return account;
    }

    /** From now on nothing is added; what threads of the former owner make is nobody's. */
    public static void close(Account account) {
        OPEN.remove(account);
        end(account);
        account.clear();
    }

    /** The open account of the calling thread, or null. */
    public static @Nullable Account current() {
        Share share = answering(OWNER.get());
        return share == null ? null : share.account;
    }

    /** The share, if it is of an open account, and what the calling thread does now is sure to be done for that account. */
    private static @Nullable Share answering(@Nullable Share share) {
        if (share == null || !OPEN.contains(share.account)) {
            return null;
        }
        boolean mayBeOthers = (share.account.isMixed() && HandedOver.isWhatRuns())
                || (share.account.sparesStatics() && HandedOver.isForAll());
        return mayBeOthers ? null : share;
    }

    /** Runs a body for an owner: the calling thread, and those that it makes, make things for this account. */
    public static <T extends @Nullable Object, X extends Throwable> T callFor(Account owner, Op<? extends T, X> body)
            throws X {
        begin(owner);
        return callAs(new Share(owner, null), body);
    }

    /** As {@link #callFor}, on a thread that was made for this alone, by somebody who waits until it is over. */
    public static <T extends @Nullable Object, X extends Throwable> T callForWaiter(
            Account owner, Op<? extends T, X> body) throws X {
        Share waiter = OWNER.get();
        if (waiter == null) {
            begin(owner);
        } else if (waiter.account.isMixed()) {
            owner.mix();
        }
        return callAs(new Share(owner, null), body);
    }

    /** Runs a body, as of a test that is not checked, whose doings must not be taken for those of others. */
    public static <T extends @Nullable Object, X extends Throwable> T callForNobody(Op<? extends T, X> body) throws X {
        Object nobody = new Object();
        begin(nobody);
        try {
            return callAs(null, body);
        } finally {
            end(nobody);
        }
    }

    private static <T extends @Nullable Object, X extends Throwable> T callAs(
            @Nullable Share share, Op<? extends T, X> body) throws X {
        Share before = OWNER.get();
        OWNER.set(share);
        try {
            return body.call();
        } finally {
            if (before == null) {
                OWNER.remove();
            } else {
                OWNER.set(before);
            }
        }
    }

    private static void begin(Object whose) {
        Thread here = Thread.currentThread();
        synchronized (BODIES) {
            BODIES.put(whose, here);
            if (BODIES.values().stream().anyMatch(thread -> thread != here)) {
                OPEN.forEach(Account::mix);
            }
        }
    }

    private static void end(Object whose) {
        synchronized (BODIES) {
            BODIES.remove(whose);
        }
    }

    /** As {@link Callable}, with the type of what it throws. */
    @FunctionalInterface
    public interface Op<T extends @Nullable Object, X extends Throwable> {
        /** Does it. */
        T call() throws X;
    }
}
