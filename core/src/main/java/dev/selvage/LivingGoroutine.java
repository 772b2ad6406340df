package dev.selvage;

import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.context.internal.Living;
import java.util.Locale;

/**
 * A goroutine as a census sees it.
 *
 * @param subject the goroutine
 */
record LivingGoroutine(GoroutineImpl<?> subject) implements Living {
    @Override
    public Life life() {
        return subject.state() == Goroutine.State.DEAD ? Life.ENDED : Life.ALIVE;
    }

    @Override
    public Portrait portrait() {
        GoroutineInfo info = Snapshots.goroutine(subject);
        return new Portrait(
                "goroutine",
                info.name(),
                info.state().name().toLowerCase(Locale.ROOT),
                info.waitingFor(),
                info.path(),
                info.stack());
    }

    @Override
    public void end() {
        subject.cancel();
    }
}
