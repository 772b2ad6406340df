package dev.selvage.supervise;

import dev.selvage.context.internal.Living;
import java.util.Locale;

/**
 * A service as a census sees it.
 *
 * @param subject the service
 */
record LivingService(Service subject) implements Living {
    @Override
    public Life life() {
        return subject.hasEnded() ? Life.ENDED : Life.ALIVE;
    }

    @Override
    public Portrait portrait() {
        ServiceStatus status = subject.status();
        return Portrait.still("service", status.name(), status.state().name().toLowerCase(Locale.ROOT), "");
    }

    @Override
    public void end() {
        subject.askAndCancel();
    }
}
