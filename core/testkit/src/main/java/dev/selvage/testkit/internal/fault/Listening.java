package dev.selvage.testkit.internal.fault;

import dev.selvage.context.internal.SchedulePoint;
import org.jspecify.annotations.Nullable;

/** Listens at the schedule points while any run has faults, and passes on to who listened before, as a simulation. */
final class Listening implements SchedulePoint.Listener {
    /** Runs that go on. Guarded by the class, as the next. */
    private static int runs;

    private static @Nullable Listening installed;

    private final SchedulePoint.@Nullable Listener before;

    private Listening(SchedulePoint.@Nullable Listener before) {
        this.before = before;
    }

    static synchronized void begin() {
        runs++;
        if (SchedulePoint.listener() != installed || installed == null) {
            installed = new Listening(SchedulePoint.listener());
            SchedulePoint.listen(installed);
        }
    }

    static synchronized void end() {
        runs--;
        if (runs == 0 && installed != null) {
            if (SchedulePoint.listener() == installed) {
                SchedulePoint.listen(installed.before);
            }
            installed = null;
        }
    }

    @Override
    public void before(String operation, @Nullable Object on) {
        if (before != null) {
            before.before(operation, on);
        }
        Faults.reach(operation);
    }

    @Override
    public long random() {
        return before == null ? SchedulePoint.Listener.super.random() : before.random();
    }
}
