package dev.selvage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that lie in no other, each from its opening to its end. Intrusive lists, spread over several locks, because every
 * request of a server comes and goes here.
 */
final class Roots {
    private static final Roots[] STRIPES = new Roots[32];

    static {
        for (int i = 0; i < STRIPES.length; i++) {
            STRIPES[i] = new Roots();
        }
    }

    /** Guarded by this, as are the neighbours in each scope. */
    private @Nullable ScopeImpl first;

    private Roots() {}

    static void add(ScopeImpl scope) {
        Roots stripe = stripe(scope);
        synchronized (stripe) {
            scope.nextRoot = stripe.first;
            if (stripe.first != null) {
                stripe.first.previousRoot = scope;
            }
            stripe.first = scope;
        }
    }

    static void remove(ScopeImpl scope) {
        Roots stripe = stripe(scope);
        synchronized (stripe) {
            if (scope.previousRoot == null) {
                stripe.first = scope.nextRoot;
            } else {
                scope.previousRoot.nextRoot = scope.nextRoot;
            }
            if (scope.nextRoot != null) {
                scope.nextRoot.previousRoot = scope.previousRoot;
            }
            scope.previousRoot = null;
            scope.nextRoot = null;
        }
    }

    /** Those that are open now, in the order of their numbers. */
    static List<ScopeImpl> all() {
        List<ScopeImpl> all = new ArrayList<>();
        for (Roots stripe : STRIPES) {
            synchronized (stripe) {
                for (ScopeImpl at = stripe.first; at != null; at = at.nextRoot) {
                    all.add(at);
                }
            }
        }
        all.sort(Comparator.comparingLong(scope -> scope.bodyId));
        return all;
    }

    private static Roots stripe(ScopeImpl scope) {
        return STRIPES[(int) scope.bodyId & (STRIPES.length - 1)];
    }
}
