package dev.selvage.testkit;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Frame;
import dev.selvage.context.internal.Living;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/** The scopes and goroutines that the calling code runs in, which cannot have ended yet. */
final class Around {
    /** On the stack of this thread. */
    private final Set<Object> frames = Collections.newSetFromMap(new IdentityHashMap<>());

    /** And further out, on other threads. */
    private final Set<String> paths = new HashSet<>();

    Around() {
        Ambient ambient = Ambient.find();
        for (Frame at = ambient == null ? null : ambient.topFrame(); at != null; at = at.outer()) {
            frames.add(at);
            if (at instanceof Scope scope) {
                paths.add(scope.path());
            } else if (at instanceof Goroutine<?> goroutine) {
                addAbove(goroutine.path());
            }
        }
    }

    private void addAbove(String path) {
        paths.add(path);
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            paths.add(path.substring(0, end));
        }
    }

    /** Whether the thing itself, or one with that path, is around; or a thread that waits for what is. */
    boolean holds(Living one) {
        return frames.contains(one.subject()) || (Ambient.find() instanceof Goroutine<?> && holdsPath(path(one)));
    }

    private static String path(Living one) {
        return switch (one.subject()) {
            case Scope scope -> scope.path();
            case Goroutine<?> goroutine -> goroutine.path();
            default -> pathOfWait(one.portrait());
        };
    }

    private static String pathOfWait(Living.Portrait one) {
        return one.kind().equals("waiting thread") ? one.where() : "";
    }

    boolean holdsPath(String path) {
        return paths.contains(path);
    }
}
