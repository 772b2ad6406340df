package dev.selvage.internal.channel;

import org.jspecify.annotations.Nullable;

/** One of the things that a select waits for. Immutable: any number of selects may use it, at the same time too. */
public sealed interface Case permits Case.Event, Case.Otherwise, Case.After, ExchangeCase {

    /** What an event gives that has nothing to give. */
    Object HAPPENED = new Object();

    /**
     * Takes effect if that is possible now.
     *
     * @param all the cases of the select
     * @return what it gives, as the value that was received; null if it is not ready
     */
    @Nullable
    Object poll(Branch<?, ?>[] all);

    /** Something that happens once, and stays so. */
    non-sealed interface Event extends Case {
        /**
         * Makes it claim the selection when it happens.
         *
         * @return takes that back
         */
        Runnable watch(Runnable claim);

        /** Whether this is what the selecting thread is interrupted for. */
        boolean isCancellation();
    }

    /** If nothing else is ready. */
    record Otherwise() implements Case {
        @Override
        public @Nullable Object poll(Branch<?, ?>[] all) {
            return null;
        }
    }

    /**
     * If nothing else is ready for so long.
     *
     * @param nanos how long
     */
    record After(long nanos) implements Case {
        @Override
        public @Nullable Object poll(Branch<?, ?>[] all) {
            return nanos <= 0 ? HAPPENED : null;
        }

        @Override
        public String toString() {
            return "after";
        }
    }
}
