package dev.selvage.testkit;

import dev.selvage.Goroutine;
import dev.selvage.Outcome;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import dev.selvage.channel.Sender;
import dev.selvage.context.CancelReason;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.WaitsOn;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a goroutine; see {@link ScopeAssertions}.
 *
 * @param <T> the type of its result
 */
public final class GoroutineAssert<T extends @Nullable Object>
        extends AbstractAssert<GoroutineAssert<T>, @Nullable Goroutine<T>> {
    /** Set before the assertion it is for, on the same thread. */
    private Patience patience = Patience.NONE;

    GoroutineAssert(@Nullable Goroutine<T> goroutine) {
        super(goroutine, GoroutineAssert.class);
    }

    /**
     * Lets the assertions that follow wait, in real time, for what they assert.
     *
     * @param atMost how long
     * @return this
     * @throws IllegalArgumentException if {@code atMost} is negative
     */
    public GoroutineAssert<T> within(Duration atMost) {
        patience = new Patience(Objects.requireNonNull(atMost, "atMost"));
        return this;
    }

    /**
     * The goroutine is in that state.
     *
     * @param state the state
     * @return this
     */
    public GoroutineAssert<T> isIn(Goroutine.State state) {
        Goroutine<T> goroutine = goroutine();
        return holds("to be " + state, () -> goroutine.state() == state);
    }

    /**
     * The goroutine waits in an operation on that channel, alone or among others in a select.
     *
     * @param channel the channel
     * @return this
     */
    public GoroutineAssert<T> isBlockedOn(Channel<?> channel) {
        return isBlockedOnThing(channel);
    }

    /**
     * The goroutine waits to receive from that channel, alone or among others in a select.
     *
     * @param receiver the receiving side of the channel
     * @return this
     */
    public GoroutineAssert<T> isBlockedOn(Receiver<?> receiver) {
        return isBlockedOnThing(receiver);
    }

    /**
     * The goroutine waits to send to that channel, alone or among others in a select.
     *
     * @param sender the sending side of the channel
     * @return this
     */
    public GoroutineAssert<T> isBlockedOn(Sender<?> sender) {
        return isBlockedOnThing(sender);
    }

    /**
     * The goroutine awaits that other goroutine.
     *
     * @param other the goroutine it awaits
     * @return this
     */
    public GoroutineAssert<T> isBlockedOn(Goroutine<?> other) {
        return isBlockedOnThing(other);
    }

    /**
     * The goroutine waits in an operation of Selvage's, whose reason contains a text: what a dump shows in brackets, as {@code
     * sleep} or {@code chan receive}.
     *
     * @param text part of the reason
     * @return this
     */
    public GoroutineAssert<T> isWaitingFor(String text) {
        Objects.requireNonNull(text, "text");
        return holds("to wait for \"" + text + "\"", () -> waitingFor().contains(text));
    }

    /**
     * The goroutine lives.
     *
     * @return this
     */
    public GoroutineAssert<T> isAlive() {
        Goroutine<T> goroutine = goroutine();
        return holds("to be alive", () -> goroutine.state() != Goroutine.State.DEAD);
    }

    /**
     * The goroutine has ended, however.
     *
     * @return assertions on how it ended
     */
    public OutcomeAssert<T> hasEnded() {
        Goroutine<T> goroutine = goroutine();
        holds("to have ended", () -> goroutine.state() == Goroutine.State.DEAD);
        return new OutcomeAssert<>(goroutine.outcome().orElseThrow());
    }

    /**
     * The goroutine has returned a value equal to that one.
     *
     * @param value the value; may be null
     * @return this
     */
    public GoroutineAssert<T> hasReturned(@Nullable Object value) {
        hasEnded().isSuccess(value);
        return this;
    }

    /**
     * The goroutine has thrown an exception of that type.
     *
     * @param type the type
     * @return this
     */
    public GoroutineAssert<T> hasFailedWith(Class<? extends Throwable> type) {
        hasEnded().isFailure(type);
        return this;
    }

    /**
     * The goroutine has ended because it was cancelled, for a reason of that kind.
     *
     * @param kind the kind of the reason
     * @return this
     */
    public GoroutineAssert<T> wasCancelled(CancelReason.Kind kind) {
        hasEnded().isCancelled(kind);
        return this;
    }

    private GoroutineAssert<T> isBlockedOnThing(Object thing) {
        Objects.requireNonNull(thing, "what it is blocked on");
        return holds(
                "to be blocked on " + thing, () -> ambient().waitingFor() instanceof WaitsOn wait && wait.isOn(thing));
    }

    private GoroutineAssert<T> holds(String what, BooleanSupplier condition) {
        if (!patience.holds(condition)) {
            throw failure("Expecting %s %s, but it is %s", goroutine(), what, now());
        }
        return this;
    }

    private String now() {
        Goroutine<T> goroutine = goroutine();
        if (goroutine.state() == Goroutine.State.DEAD) {
            return "DEAD: " + goroutine.outcome().map(Outcome::toString).orElse("");
        }
        String waiting = waitingFor();
        return goroutine.state() + (waiting.isEmpty() ? "" : " on " + waiting);
    }

    private String waitingFor() {
        Object why = ambient().waitingFor();
        return why == null ? "" : why.toString();
    }

    /** Every goroutine is the outermost level of its thread as well. */
    private Ambient ambient() {
        return (Ambient) goroutine();
    }

    private Goroutine<T> goroutine() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }
}
