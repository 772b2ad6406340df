package dev.selvage;

import java.time.Duration;

/**
 * Is told what happens in a scope. Called on the thread where it happens; must be quick and safe for any thread. What it
 * throws is logged and disturbs nothing.
 */
public interface ScopeListener {

    /**
     * A scope was opened; its body has not begun.
     *
     * @param scope the scope
     */
    default void scopeOpened(Scope scope) {}

    /**
     * A scope has ended; nothing of it runs any more.
     *
     * @param scope the scope
     */
    default void scopeClosed(Scope scope) {}

    /**
     * A goroutine begins to run, on its own thread.
     *
     * @param scope its scope
     * @param goroutine the goroutine
     */
    default void goroutineStarted(Scope scope, Goroutine<?> goroutine) {}

    /**
     * A goroutine has ended, in whatever way: {@link Goroutine#outcome()} is present. Comes without {@link #goroutineStarted} for
     * one that never ran.
     *
     * @param scope its scope
     * @param goroutine the goroutine
     */
    default void goroutineEnded(Scope scope, Goroutine<?> goroutine) {}

    /**
     * A goroutine has failed; comes before {@link #goroutineEnded}.
     *
     * @param scope its scope
     * @param failure who and what
     */
    default void goroutineFailed(Scope scope, GoroutineFailure failure) {}

    /**
     * A goroutine goes on although it was cancelled.
     *
     * @param scope its scope
     * @param goroutine the goroutine
     * @param since how long ago the scope was cancelled
     */
    default void goroutineStuck(Scope scope, Goroutine<?> goroutine, Duration since) {}
}
