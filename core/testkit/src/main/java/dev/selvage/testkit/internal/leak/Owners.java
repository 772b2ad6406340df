package dev.selvage.testkit.internal.leak;

import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.Living;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who answers for what a thread makes. */
public final class Owners {
    private static final Set<Account> OPEN = ConcurrentHashMap.newKeySet();
    private static final Census.Listener LISTENER = new Census.Listener() {
        @Override
        public void born(Living one) {
            Account owner = current();
            if (owner != null) {
                owner.add(one);
            }
        }

        @Override
        public void runs(Object subject) {
            for (Account account : OPEN) {
                if (account.holds(subject)) {
                    OWNER.set(new Share(account)); // the thread ends with what it runs
                    return;
                }
            }
        }
    };

    private static final InheritableThreadLocal<@Nullable Share> OWNER = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Share childValue(@Nullable Share parents) {
            if (parents == null) {
                return null;
            }
            Share mine = new Share(parents.account);
            mine.account.threads().add(mine);
            return mine;
        }
    };

    /** One thread's part of an account: nobody else holds it, so it is there as long as the thread lives. */
    private static final class Share {
        private final Account account;

        Share(Account account) {
            this.account = account;
        }
    }

    private Owners() {}

    /**
     * Opens an account, to be closed with {@link #close}.
     *
     * @param watchesThreads whether threads are kept as well
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
    }

    /** The open account of the calling thread, or null. */
    public static @Nullable Account current() {
        Share share = OWNER.get();
        return share != null && OPEN.contains(share.account) ? share.account : null;
    }

    /** Runs something for an owner: the calling thread, and those that it makes, make things for this account. */
    public static <T extends @Nullable Object, X extends Throwable> T callFor(Account owner, Op<? extends T, X> body)
            throws X {
        Share before = OWNER.get();
        OWNER.set(new Share(owner));
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

    /** As {@link Callable}, with the type of what it throws. */
    @FunctionalInterface
    public interface Op<T extends @Nullable Object, X extends Throwable> {
        /** Does it. */
        T call() throws X;
    }
}
