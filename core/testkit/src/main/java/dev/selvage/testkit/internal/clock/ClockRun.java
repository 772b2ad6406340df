package dev.selvage.testkit.internal.clock;

import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.VirtualTime;
import dev.selvage.testkit.VirtualTimeOptions;
import dev.selvage.testkit.internal.explore.Available;
import dev.selvage.testkit.internal.explore.Session;
import dev.selvage.testkit.internal.sched.Driver;
import dev.selvage.testkit.internal.sched.Finding;
import dev.selvage.testkit.internal.sched.Finding.Kind;
import dev.selvage.testkit.internal.sched.Limits;
import dev.selvage.testkit.internal.sched.Run;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One body in virtual time. */
public final class ClockRun {
    /** For what threads outside may do, before it counts as a deadlock that everybody waits. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private ClockRun() {}

    /**
     * Runs it.
     *
     * @return what the body threw, or null
     */
    public static @Nullable Throwable run(VirtualTimeOptions options, VirtualTime.Body<?> body) {
        Available.orThrow();
        Finding finding = Session.run(options.outsideLimit(), driver -> run(driver, options, body));
        if (finding == null) {
            return null;
        }
        Throwable cause = finding.cause();
        if (finding.kind() == Kind.FAILURE && cause != null) {
            return cause;
        }
        throw new SimulationFailedError("In virtual time, " + finding.message(), null, cause);
    }

    private static @Nullable Finding run(Driver driver, VirtualTimeOptions options, VirtualTime.Body<?> body) {
        Limits limits = new Limits(options.stepLimit(), options.outsideLimit(), GRACE, false);
        Run run = driver.prepare(new SeededTimers(options.seed()), limits);
        RunClock clock = new RunClock(run, options.autoAdvance());
        run.onQuiet(clock);
        return driver.run(run, () -> body.run(clock));
    }
}
