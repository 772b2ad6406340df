package dev.selvage.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule under which a body fails. The message says how it failed, shows the interleaving as a table and the token that
 * repeats it. The cause is what was thrown, if something was. Immutable.
 */
public final class SimulationFailedError extends AssertionError {
    private static final long serialVersionUID = 1;

    /** What repeats the schedule; null: nothing does. */
    private final @Nullable String token;

    /**
     * A failure.
     *
     * @param message the whole story
     * @param token repeats the schedule; null: nothing does
     * @param cause what was thrown; null: nothing was
     */
    public SimulationFailedError(String message, @Nullable String token, @Nullable Throwable cause) {
        super(message, cause);
        this.token = token;
    }

    /** {@return what {@code -Dselvage.sim.replay} and {@link Replay} take to repeat the schedule, if it can be repeated} */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }
}
