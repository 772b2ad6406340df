package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.context;
import static dev.selvage.dsl.Go.sleep;

import java.time.Duration;

/** What a long computation does every ten milliseconds. */
enum Manners {
    /** Nothing: it never looks up. */
    GREEDY {
        @Override
        void lookUp() {}
    },
    /** It notices that it was cancelled, and offers its carrier; JDK 25 often hands it straight back. */
    YIELDING {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // what it does is what is shown
        void lookUp() {
            context().throwIfCancelled();
            Thread.yield();
        }
    },
    /** It notices that it was cancelled, and really leaves its carrier. */
    SLEEPING {
        @Override
        void lookUp() throws InterruptedException {
            sleep(Duration.ofMillis(1));
        }
    };

    abstract void lookUp() throws InterruptedException;
}
