package dev.selvage.internal;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Adds what failed later to what failed first, so that nothing is lost, told twice, or turned into a cycle. */
public final class Suppression {
    private Suppression() {}

    /** Suppresses {@code later} in {@code primary}, unless one of them can be reached from the other already. */
    public static void add(Throwable primary, Throwable later) {
        if (!reaches(primary, later) && !reaches(later, primary)) {
            primary.addSuppressed(later);
        }
    }

    private static boolean reaches(Throwable from, Throwable wanted) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> todo = new ArrayDeque<>();
        todo.push(from);
        while (!todo.isEmpty()) {
            Throwable at = todo.pop();
            if (at == wanted) {
                return true;
            }
            if (seen.add(at)) {
                if (at.getCause() != null) {
                    todo.push(at.getCause());
                }
                for (Throwable suppressed : at.getSuppressed()) {
                    todo.push(suppressed);
                }
            }
        }
        return false;
    }
}
