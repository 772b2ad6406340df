package dev.selvage;

import dev.selvage.context.internal.Census;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All scopes, each from its opening to its end, and what those that have ended counted: so that a goroutine counts in its scope and
 * nowhere else. Intrusive lists, spread over several locks, because every request of a server comes and goes here.
 */
final class OpenScopes {
    private static final OpenScopes[] STRIPES = new OpenScopes[32];

    static {
        for (int i = 0; i < STRIPES.length; i++) {
            STRIPES[i] = new OpenScopes();
        }
    }

    /** Guarded by this, as are the neighbours in each scope. */
    private @Nullable ScopeImpl first;

    /** Goroutines of the scopes that have ended. Guarded by this. */
    private long counted;

    private OpenScopes() {}

    static void add(ScopeImpl scope) {
        OpenScopes stripe = stripe(scope);
        synchronized (stripe) {
            scope.nextOpen = stripe.first;
            if (stripe.first != null) {
                stripe.first.previousOpen = scope;
            }
            stripe.first = scope;
        }
        if (Census.isTaken()) {
            Census.born(new LivingScope(scope));
        }
    }

    /** Whether a scope was added and not removed. */
    static boolean holds(ScopeImpl scope) {
        OpenScopes stripe = stripe(scope);
        synchronized (stripe) {
            ScopeImpl at = stripe.first;
            while (at != null && at != scope) {
                at = at.nextOpen;
            }
            return at != null;
        }
    }

    static void remove(ScopeImpl scope) {
        OpenScopes stripe = stripe(scope);
        synchronized (stripe) {
            if (scope.previousOpen == null) {
                stripe.first = scope.nextOpen;
            } else {
                scope.previousOpen.nextOpen = scope.nextOpen;
            }
            if (scope.nextOpen != null) {
                scope.nextOpen.previousOpen = scope.previousOpen;
            }
            scope.previousOpen = null;
            scope.nextOpen = null;
            stripe.counted += scope.roster.started();
        }
    }

    /** How many goroutines live. */
    static long living() {
        long living = 0;
        for (OpenScopes stripe : STRIPES) {
            synchronized (stripe) {
                for (ScopeImpl at = stripe.first; at != null; at = at.nextOpen) {
                    living += at.roster.size();
                }
            }
        }
        return living;
    }

    /** How many goroutines have ever started. */
    static long started() {
        long started = 0;
        for (OpenScopes stripe : STRIPES) {
            synchronized (stripe) {
                started += stripe.counted;
                for (ScopeImpl at = stripe.first; at != null; at = at.nextOpen) {
                    started += at.roster.started();
                }
            }
        }
        return started;
    }

    /** Those that lie in no other, in the order of their numbers. */
    static List<ScopeImpl> roots() {
        List<ScopeImpl> all = new ArrayList<>();
        for (OpenScopes stripe : STRIPES) {
            synchronized (stripe) {
                for (ScopeImpl at = stripe.first; at != null; at = at.nextOpen) {
                    if (at.enclosing == null) {
                        all.add(at);
                    }
                }
            }
        }
        all.sort(Comparator.comparingLong(scope -> scope.bodyId));
        return all;
    }

    private static OpenScopes stripe(ScopeImpl scope) {
        return STRIPES[(int) scope.bodyId & (STRIPES.length - 1)];
    }
}
