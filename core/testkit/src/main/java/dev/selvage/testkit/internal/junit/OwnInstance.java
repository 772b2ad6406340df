package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.internal.leak.Account;
import dev.selvage.testkit.internal.leak.Ending;
import dev.selvage.testkit.internal.leak.Owners;
import dev.selvage.testkit.internal.leak.Owners.Op;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * JUnit's own instance for a test with schedules, on which none of them runs: nobody calls its {@code @AfterEach}, so what its
 * constructor makes is no leak, and ends with the test; not so what other classes keep in statics. Kept in the store of the test's
 * context, which closes it.
 */
public final class OwnInstance implements AutoCloseable {
    private static final Namespace OURS = Namespace.create(OwnInstance.class);

    private final Account account = Owners.openSparingStatics();

    private OwnInstance() {}

    /** Calls the constructor; of a test in a nested class once for each class around. */
    public static <T, X extends Throwable> T make(ExtensionContext test, Op<? extends T, X> constructor) throws X {
        Store store = test.getStore(OURS);
        String key = test.getUniqueId();
        OwnInstance known = store.get(key, OwnInstance.class);
        if (known == null) {
            known = new OwnInstance();
            store.put(key, known);
        }
        return Owners.<T, X>callFor(known.account, constructor);
    }

    @Override
    public void close() {
        try {
            Ending.of(account::alive);
        } finally {
            Owners.close(account);
        }
    }
}
