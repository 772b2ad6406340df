package dev.selvage.examples.gateway;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.ScopeListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How many goroutines of the gateway live: those of the load's client are not its own. */
final class LivingGoroutines implements ScopeListener {
    private final Set<Long> alive = ConcurrentHashMap.newKeySet();

    @Override
    public void goroutineStarted(Scope scope, Goroutine<?> goroutine) {
        alive.add(goroutine.id());
    }

    /** Comes also for one that was cancelled before it could start. */
    @Override
    public void goroutineEnded(Scope scope, Goroutine<?> goroutine) {
        alive.remove(goroutine.id());
    }

    int alive() {
        return alive.size();
    }
}
