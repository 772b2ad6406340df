package dev.selvage.testkit.internal.leak;

import dev.selvage.Goroutine;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.CreationSite;
import dev.selvage.context.internal.Living;
import dev.selvage.testkit.internal.leak.Account.Birth;
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
     * Pools. Who made a thread of a pool need not be who hands it work, and the JDK does not tell who did. As long as one body
     * runs at a time, it can only be that one, or what it left running. Once two have run at once, what an account's threads do
     * for others cannot be told from what they do for it: from then on, work that was handed over is nobody's. The threads of
     * the common pool inherit nothing (the JDK makes them so), and own nothing.
     */
    private static final Set<Account> OPEN = ConcurrentHashMap.newKeySet();

    /** Never open. */
    private static final Account NOBODY = new Account(false);

    /** Bodies that run now, each on a thread of its own. Guarded by OPEN. */
    private static int bodies;

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
                    OWNER.set(new Share(account, false, birth.site()));
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
            Share owner = answering(parents);
            if (owner == null) {
                return null;
            }
            Share mine = new Share(owner.account, false, owner.site);
            owner.account.threads().add(mine);
            return mine;
        }
    };

    /** One thread's part of an account: nobody else holds it, so it is there as long as the thread lives. */
    private static final class Share {
        private final Account account;

        /** Whether the thread runs a body, and did not come to its owner otherwise. */
        private final boolean isOfBody;

        /** Where what the thread runs was made: for what the library makes there by itself. */
        private final @Nullable StackTraceElement site;

        Share(Account account, boolean isOfBody, @Nullable StackTraceElement site) {
            this.account = account;
            this.isOfBody = isOfBody;
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
        Account account = new Account(watchesThreads);
        OPEN.add(account);
        Census.listen(LISTENER); // each time, by the thread whose births matter: it sees its own write
        return account;
    }

    /** From now on nothing is added; what threads of the former owner make is nobody's. */
    public static void close(Account account) {
        OPEN.remove(account);
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
        boolean mayBeOthers = share.account.isMixed() && HandedOver.isWhatRuns();
        return mayBeOthers ? null : share;
    }

    /** Runs a body for an owner: the calling thread, and those that it makes, make things for this account. */
    public static <T extends @Nullable Object, X extends Throwable> T callFor(Account owner, Op<? extends T, X> body)
            throws X {
        Share before = OWNER.get();
        return call(owner, before, before != null && before.isOfBody, body); // the outer body waits meanwhile
    }

    /** As {@link #callFor}, on a thread that was made for this alone, by somebody who waits until it is over. */
    public static <T extends @Nullable Object, X extends Throwable> T callForWaiter(
            Account owner, Op<? extends T, X> body) throws X {
        Share before = OWNER.get();
        return call(owner, before, before != null, body);
    }

    private static <T extends @Nullable Object, X extends Throwable> T call(
            Account owner, @Nullable Share before, boolean isInner, Op<? extends T, X> body) throws X {
        begin(isInner ? 0 : 1);
        OWNER.set(new Share(owner, true, null));
        try {
            return body.call();
        } finally {
            if (before == null) {
                OWNER.remove();
            } else {
                OWNER.set(before);
            }
            end(isInner ? 0 : 1);
        }
    }

    /** Runs a body, as of a test that is not checked, whose doings must not be taken for those of others. */
    public static <T extends @Nullable Object, X extends Throwable> T callForNobody(Op<? extends T, X> body) throws X {
        return callFor(NOBODY, body);
    }

    private static void begin(int more) {
        synchronized (OPEN) {
            bodies += more;
            if (bodies > 1) {
                OPEN.forEach(Account::mix);
            }
        }
    }

    private static void end(int fewer) {
        synchronized (OPEN) {
            bodies -= fewer;
        }
    }

    /** As {@link Callable}, with the type of what it throws. */
    @FunctionalInterface
    public interface Op<T extends @Nullable Object, X extends Throwable> {
        /** Does it. */
        T call() throws X;
    }
}
