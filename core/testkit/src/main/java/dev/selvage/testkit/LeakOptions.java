package dev.selvage.testkit;

import dev.selvage.context.Context;
import dev.selvage.testkit.internal.leak.Account;
import dev.selvage.testkit.internal.leak.Owners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How leaks are looked for. Immutable: each method gives new options.
 *
 * @param ignored what is no leak; see {@link #ignoring}
 * @param settling how long what is just ending may take; see {@link #settling(Duration)}
 * @param threads whether virtual threads that no scope has started count; see {@link #withThreads}
 */
public record LeakOptions(List<String> ignored, Duration settling, boolean threads) {
    static final LeakOptions DEFAULT = new LeakOptions(List.of(), Duration.ofSeconds(1), false);

    /**
     * Makes the list unmodifiable.
     *
     * @throws IllegalArgumentException if {@code settling} is negative
     */
    public LeakOptions {
        ignored = List.copyOf(ignored);
        if (settling.isNegative()) {
            throw new IllegalArgumentException("The time to settle must not be negative, but is " + settling);
        }
    }

    /**
     * Takes some things for no leaks, by their name or by who made them.
     *
     * @param patterns each is a name, as {@code heartbeat}, or a creator: a class with those inside of it, as {@code
     *     com.acme.Pool}, or a method with its lambdas, as {@code com.acme.Pool.warmUp} or, of a class inside, {@code
     *     com.acme.Pool$Worker.run}. A {@code *} stands for any characters
     * @return options with these added
     */
    public LeakOptions ignoring(String... patterns) {
        List<String> all = new ArrayList<>(ignored);
        all.addAll(List.of(patterns));
        return new LeakOptions(all, settling, threads);
    }

    /**
     * Sets how long what is just ending may take: after the code under test has returned, its goroutines may need a moment.
     * The check looks again and again, after growing pauses, and returns as soon as nothing is left.
     *
     * @param atMost how long at most, in real time; one second if not set
     * @return options with that time
     * @throws IllegalArgumentException if {@code atMost} is negative
     */
    public LeakOptions settling(Duration atMost) {
        return new LeakOptions(ignored, Objects.requireNonNull(atMost, "atMost"), threads);
    }

    /**
     * Counts virtual threads that no scope has started, as by {@code Thread.startVirtualThread}, in a goroutine too. Needs the JDK's
     * thread dump, which takes some milliseconds. A thread made at the very same instant as another may be reported without name and
     * stack: then only its creator can tell that it is to be ignored. Where the JVM's flags hide threads or keep garbage, the check
     * fails with an {@link
     * IllegalStateException} before it begins.
     *
     * @return options with that
     */
    public LeakOptions withThreads() {
        return new LeakOptions(ignored, settling, true);
    }

    /**
     * Runs something and fails if anything that it made lives on: what it started itself, what its goroutines and threads
     * started, and so on. Blocks as the body does, and then up to the time to settle, in which an interrupt is kept for later.
     * What is found is cancelled after the report is made, so that it harms nobody later, and has a second to end; scopes left open on
     * the calling thread are closed, or, if something goes on in them, are no longer around what it runs next.
     *
     * @param body what to run, on the calling thread
     * @param <X> what it may throw
     * @throws X if the body does; a leak is then suppressed in it
     * @throws LeakError if something lives on
     * @throws IllegalStateException if threads are to be counted and this JVM does not show them; the body has not run
     */
    public <X extends Throwable> void check(Context.Body<X> body) throws X {
        Objects.requireNonNull(body, "body");
        LeakSearch search = LeakSearch.open("the body", this);
        try {
            Owners.<@Nullable Void, X>callFor(search.account(), () -> {
                body.run();
                return null;
            });
        } catch (Throwable failure) {
            search.closeAfter(failure);
            throw failure;
        }
        search.close();
    }

    /**
     * Fails if anything lives. Within a checked test or {@link #check}: anything that it has made so far, which goes on. Elsewhere:
     * any goroutine or scope of this JVM, but not those that the calling code runs in. Blocks up to the time to settle.
     *
     * @throws LeakError if something lives
     */
    public void verifyNone() {
        Account account = Owners.current();
        LeakSearch.verify(account, this);
    }
}
