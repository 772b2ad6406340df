package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.internal.sched.Finding;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is said of a schedule that failed. */
final class Report {
    private static final int MOST_WAKES = 5;

    private Report() {}

    static SimulationFailedError error(Attempt attempt, String head, int test, @Nullable String divergence) {
        Finding finding = Objects.requireNonNull(attempt.finding(), "finding");
        Token token = new Token(test, attempt.seed(), attempt.trace().hash(), attempt.unusual());
        StringBuilder text = new StringBuilder(head)
                .append(": ")
                .append(finding.message())
                .append("\n\n")
                .append(TraceTable.of(attempt.trace()))
                .append("  (> a switch)\n");
        if (divergence != null) {
            text.append('\n').append(divergence).append('\n');
        }
        text.append(outside(attempt))
                .append("\nTo repeat it: -Dselvage.sim.replay=")
                .append(token.text())
                .append("\n or on a @SimulationTest: @Replay(\"")
                .append(token.text())
                .append("\")\n or in place of explore: Simulation.replay(\"")
                .append(token.text())
                .append("\", body)");
        return new SimulationFailedError(text.toString(), token.text(), finding.cause());
    }

    /** What no replay can repeat. */
    static String outside(Attempt attempt) {
        List<String> wakes = attempt.run().outsideWakes();
        StringBuilder text = new StringBuilder();
        for (String wake : wakes.subList(0, Math.min(MOST_WAKES, wakes.size()))) {
            text.append("\nNot under control: ").append(wake);
        }
        return wakes.isEmpty() ? "" : text.append('\n').toString();
    }
}
