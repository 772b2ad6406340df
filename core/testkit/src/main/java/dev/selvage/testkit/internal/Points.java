package dev.selvage.testkit.internal;

import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.context.internal.SchedulePoint.Listener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who listens at the schedule points: the library tells one, of the testkit there may be several at a time. A simulation is told
 * first, so that a fault happens to whoever it lets go on. Immutable: a new one takes the place of the old.
 */
public final class Points implements Listener {
    /** One that listens several times over is in it as often. Guarded by the class. */
    private static List<Listener> all = List.of();

    private final Listener[] told;

    private Points(List<Listener> listeners) {
        this.told = listeners.stream().distinct().toArray(Listener[]::new);
    }

    /** Tells a listener before all others, until it is {@linkplain #remove removed} as often as it was added. */
    public static synchronized void addFirst(Listener one) {
        List<Listener> more = new ArrayList<>(all);
        more.addFirst(one);
        replace(more);
    }

    /** Tells a listener after all others. */
    public static synchronized void addLast(Listener one) {
        List<Listener> more = new ArrayList<>(all);
        more.addLast(one);
        replace(more);
    }

    /** Tells a listener no more. */
    public static synchronized void remove(Listener one) {
        List<Listener> fewer = new ArrayList<>(all);
        fewer.remove(one);
        replace(fewer);
    }

    private static void replace(List<Listener> listeners) {
        all = listeners;
        SchedulePoint.listen(listeners.isEmpty() ? null : new Points(listeners));
    }

    @Override
    public void before(String operation, @Nullable Object on) {
        for (Listener listener : told) {
            listener.before(operation, on);
        }
    }

    @Override
    public void inside(String step, @Nullable Object on) {
        for (Listener listener : told) {
            listener.inside(step, on);
        }
    }

    @Override
    public long random() {
        return told[0].random();
    }
}
