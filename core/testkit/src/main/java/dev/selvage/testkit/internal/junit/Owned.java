package dev.selvage.testkit.internal.junit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Calls the code of a test so that the test answers for what it makes: for those of our extensions that call a test in place of
 * JUnit, whichever of them JUnit asks first.
 */
public interface Owned {
    /** Where the one of a test is kept. */
    Namespace STORE = Namespace.create(Owned.class);

    /** Under which name. */
    String KEY = "owned";

    /** Calls it. */
    <T extends @Nullable Object> T call(Invocation<T> code) throws Throwable;

    /** That of a test; of one whose leaks nobody looks for, one that just calls. */
    static Owned of(ExtensionContext test) {
        Owned known = test.getStore(STORE).get(KEY, Owned.class);
        return known == null ? Invocation::proceed : known;
    }
}
