package dev.selvage.supervise;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of a supervisor, and the log. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final String supervisor;
    private final List<SupervisorListener> listeners;

    Reports(String supervisor, List<SupervisorListener> listeners) {
        this.supervisor = supervisor;
        this.listeners = listeners;
    }

    void started(Member member) {
        tell(listener -> listener.childStarted(member.status()));
    }

    void ready(Member member) {
        tell(listener -> listener.childReady(member.status()));
    }

    /** Once for each end; a crash goes to the log. */
    void ended(Member member, ChildExit exit) {
        exit.failure().ifPresent(failure -> LOG.warn("In supervisor {}, {}", supervisor, exit, failure.cause()));
        tell(listener -> listener.childEnded(member.status(), exit));
    }

    void restarting(Member member, Duration backOff) {
        LOG.info("Supervisor {} restarts child {} in {}", supervisor, member.child.name(), backOff);
        tell(listener -> listener.childRestarting(member.status(), backOff));
    }

    void late(Member member, Duration since) {
        LOG.warn(
                "Supervisor {}: child {} goes on {} after it was cancelled. It is waited for; those before it are stopped"
                        + " meanwhile",
                supervisor,
                member.child.name(),
                since);
    }

    private void tell(Consumer<SupervisorListener> event) {
        for (SupervisorListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable failure) {
                LOG.error("Supervisor listener {} failed", listener, failure);
            }
        }
    }
}
