package dev.selvage;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls what users gave a scope to call, so that what it throws disturbs nothing. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Scope.class);

    private Listeners() {}

    static void tell(List<ScopeListener> listeners, Consumer<ScopeListener> event) {
        for (ScopeListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable failure) {
                LOG.error("Scope listener {} failed", listener, failure);
            }
        }
    }

    static void handle(Consumer<? super GoroutineFailure> handler, GoroutineFailure failure) {
        try {
            handler.accept(failure);
        } catch (Throwable secondary) {
            secondary.addSuppressed(failure.cause());
            LOG.error("The handler of an isolated scope failed on: {}", failure, secondary);
        }
    }
}
