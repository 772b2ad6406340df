package dev.selvage.channel;

import dev.selvage.Goroutine;
import dev.selvage.context.CancelReason;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Link;
import dev.selvage.internal.Ends;
import dev.selvage.internal.OneShot;
import dev.selvage.internal.channel.Branch;
import dev.selvage.internal.channel.Case;
import org.jspecify.annotations.Nullable;

/** What a select can wait for that is no channel. */
final class Events {
    private Events() {}

    /**
     * A context is cancelled.
     *
     * @param context which
     */
    record Cancelled(AbstractContext context) implements Case.Event {
        @Override
        public @Nullable Object poll(Branch<?, ?>[] all) {
            return context.isCancelled() ? HAPPENED : null;
        }

        @Override
        public Runnable watch(Runnable claim) {
            Link link = new Link() {
                @Override
                protected void cancelled(CancelReason reason) {
                    claim.run();
                }
            };
            context.whenCancelled(link);
            return link::unlink;
        }

        @Override
        public boolean isCancellation() {
            return true;
        }

        @Override
        public String toString() {
            return "done";
        }
    }

    /**
     * A goroutine ends; gives its outcome.
     *
     * @param goroutine which
     */
    record Ended(Goroutine<?> goroutine) implements Case.Event {
        @Override
        public @Nullable Object poll(Branch<?, ?>[] all) {
            return end().get() != null ? goroutine.outcome().orElse(null) : null;
        }

        @Override
        public Runnable watch(Runnable claim) {
            return end().whenSet(claim);
        }

        @Override
        public boolean isCancellation() {
            return false;
        }

        private OneShot<?> end() {
            return ((Ends) goroutine).end(); // sealed: there is one implementation
        }

        @Override
        public String toString() {
            return "end of " + goroutine.name() + "#" + goroutine.id();
        }
    }
}
