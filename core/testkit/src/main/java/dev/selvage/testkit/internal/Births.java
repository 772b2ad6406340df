package dev.selvage.testkit.internal;

import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.Census.Listener;
import dev.selvage.context.internal.Living;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told of births: the library tells one, of the testkit there are several. Whoever has listened once goes on to, for what it
 * was told of may be run later. Immutable: a new one takes the place of the old.
 */
public final class Births implements Listener {
    /** Guarded by the class. */
    private static List<Listener> all = List.of();

    private final Listener[] told;

    private Births(List<Listener> listeners) {
        this.told = listeners.toArray(Listener[]::new);
    }

    /** Tells a listener as well, from now on; called each time by the thread whose births matter: it sees its own write. */
    public static synchronized void listen(Listener one) {
        if (!all.contains(one)) {
            List<Listener> more = new ArrayList<>(all);
            more.add(one);
            all = more;
        }
        Census.listen(new Births(all));
    }

    @Override
    public void born(Living one) {
        for (Listener listener : told) {
            listener.born(one);
        }
    }

    @Override
    public void runs(Object subject) {
        for (Listener listener : told) {
            listener.runs(subject);
        }
    }

    @Override
    public void failed(Object subject, Throwable failure) {
        for (Listener listener : told) {
            listener.failed(subject, failure);
        }
    }

    @Override
    public void heard(Object subject) {
        for (Listener listener : told) {
            listener.heard(subject);
        }
    }
}
