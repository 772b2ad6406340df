package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.internal.sched.Choices.Unusual;
import dev.selvage.testkit.internal.sched.Finding;
import dev.selvage.testkit.internal.sched.Run;
import dev.selvage.testkit.internal.sched.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run that is over.
 *
 * @param seed of its random numbers
 * @param run the run
 * @param finding what it came to; null: a good end
 * @param misfit the first choice that could not be repeated, of a run that was to repeat another
 */
public record Attempt(
        long seed,
        Run run,
        @Nullable Finding finding,
        @Nullable String misfit) {
    /** What happened. */
    public Trace trace() {
        return run.trace();
    }

    List<Unusual> unusual() {
        return run.choices().unusual();
    }

    /** How often somebody else went on. */
    int switches() {
        int switches = 0;
        for (int i = 1; i < trace().size(); i++) {
            if (trace().who(i) != trace().who(i - 1)) {
                switches++;
            }
        }
        return switches;
    }
}
