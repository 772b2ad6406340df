package dev.selvage.context.internal;

import java.util.List;

/** Something of ours that lives on after the call that made it: what a census sees. Every method is safe from any thread. */
public interface Living {

    /** Where it is in its life. */
    enum Life {
        /** It does nothing, and may never do anything: a hook that waits for a cancellation. */
        DORMANT,
        /** It runs, or will by itself: it must be ended. */
        ALIVE,
        /** It has ended, for good. */
        ENDED
    }

    /**
     * What is known of it at one moment.
     *
     * @param kind what it is, as {@code goroutine}
     * @param name its name; empty: it has none
     * @param state where it is in its life, in a word
     * @param waitingFor what it waits for, in a few words; empty: nothing
     * @param where the path of what it lies in; empty: in nothing
     * @param stack its frames, innermost first; empty: it has no thread
     */
    record Portrait(
            String kind, String name, String state, String waitingFor, String where, List<StackTraceElement> stack) {

        /** Makes the list unmodifiable. */
        public Portrait {
            stack = List.copyOf(stack);
        }

        /** Of something without a thread. */
        public static Portrait still(String kind, String name, String state, String where) {
            return new Portrait(kind, name, state, "", where, List.of());
        }
    }

    /** The thing itself: two that have the same are the same. */
    Object subject();

    /** Where it is in its life. */
    Life life();

    /** Describes it. */
    Portrait portrait();

    /** Asks it to end, as far as the calling thread may: it was found left behind. Does not wait for others. */
    void end();

    /** It has not ended: the calling thread, if it runs inside of it, goes on outside. */
    default void detach() {}
}
