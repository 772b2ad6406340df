package dev.selvage.supervise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The services that are stopped when the JVM shuts down, the one started last first. */
final class ShutdownDrain {
    static final ShutdownDrain OF_JVM = new ShutdownDrain();

    /** In the order of their start. Guarded by this. */
    private final List<Service> services = new ArrayList<>();

    /** Whether the JVM knows of us. Guarded by this. */
    private boolean hooked;

    /** Whether all are stopped, and nobody would stop another. Guarded by this. */
    private boolean over;

    /**
     * Takes a service.
     *
     * @throws IllegalStateException if the JVM is shutting down
     */
    synchronized void add(Service service) {
        if (over) {
            throw new IllegalStateException("The JVM is shutting down: " + service + " would not be drained");
        }
        if (!hooked) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("selvage-drain").unstarted(this::drain));
            hooked = true;
        }
        services.add(service);
    }

    synchronized void remove(Service service) {
        services.remove(service);
    }

    /** Stops one after the other, until none is left. */
    void drain() {
        for (Service next = last(); next != null; next = last()) {
            try {
                if (!next.drain(next.options().shutdownGrace().orElseThrow())) {
                    LoggerFactory.getLogger(Service.class)
                            .error("{} goes on although it was cancelled; the JVM ends without it", next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody does that to a hook; then the rest is left to the JVM
                return;
            } catch (RuntimeException failure) {
                LoggerFactory.getLogger(Service.class).error("{} could not be drained", next, failure);
            }
            remove(next);
        }
    }

    private synchronized @Nullable Service last() {
        over = services.isEmpty();
        return over ? null : services.getLast();
    }
}
