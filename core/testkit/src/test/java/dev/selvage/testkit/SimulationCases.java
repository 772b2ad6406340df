package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.channel.Channel;
import dev.selvage.channel.Clocks;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Tests that fail, on purpose, and some that do not: run by others, not by the build. */
final class SimulationCases {
    /** How often each was run since it was set to zero. */
    static int racyRuns;

    static int soundRuns;

    /** Whether the code of the racy one has changed since its token was shown. */
    static boolean changed;

    private SimulationCases() {}

    /** Explores what fails at once: a helper of other files. */
    static SimulationFailedError found() {
        return catchThrowableOfType(
                SimulationFailedError.class,
                () -> Simulation.explore(SimulationOptions.defaults().withSchedules(1), sim -> {
                    throw new IllegalStateException("found");
                }));
    }

    private static void race(Simulation sim) throws InterruptedException {
        racyRuns++;
        int[] count = new int[1];
        Thread one = sim.start("one", () -> add(count));
        Thread other = sim.start("other", () -> add(count));
        one.join();
        other.join();
        assertThat(count[0]).isEqualTo(2);
    }

    private static void add(int[] count) {
        int seen = count[0];
        Simulation.point("write");
        count[0] = seen + 1;
        if (changed) {
            Simulation.point("written");
        }
    }

    static class Explored {
        @SimulationTest(schedules = 200)
        void racy(Simulation sim) throws InterruptedException {
            race(sim);
        }

        @SimulationTest(schedules = 20)
        void sound(Simulation sim) {
            soundRuns++;
            assertThat(sim.elapsed()).isZero();
        }

        @VirtualTimeTest
        void hour(VirtualClock clock) throws InterruptedException {
            Clocks.sleep(Duration.ofHours(1));
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
        }

        @VirtualTimeTest
        void forever() throws InterruptedException {
            Channel.rendezvous().receive();
        }
    }

    static class Overloaded {
        @SimulationTest(schedules = 1)
        void racy() {
            throw new IllegalStateException("the one");
        }

        @SimulationTest(schedules = 1)
        void racy(Simulation sim) {
            throw new IllegalStateException("the other after " + sim.elapsed());
        }
    }

    static class Replayed {
        /** As {@code Explored.racy} shows it; if traces are written in another way, take what it shows then. */
        static final String TOKEN = "Abyxa4G-642hZY7sZ2FCBECbUZk5AAOhfgECoX4";

        @Replay(TOKEN)
        @SimulationTest
        void racy(Simulation sim) throws InterruptedException {
            race(sim);
        }
    }

    static class ReplayedByAnother {
        @Replay(Replayed.TOKEN)
        @SimulationTest
        void passing(Simulation sim) {
            assertThat(sim.elapsed()).isZero();
        }
    }

    static class Mended {
        @Replay(value = Replayed.TOKEN, mended = true)
        @SimulationTest
        void racy(Simulation sim) throws InterruptedException {
            race(sim);
        }

        @Replay(value = Replayed.TOKEN, mended = true)
        @SimulationTest
        void mended(Simulation sim) throws InterruptedException {
            soundRuns++;
            AtomicInteger count = new AtomicInteger();
            Thread one = sim.start("one", count::incrementAndGet);
            Thread other = sim.start("other", count::incrementAndGet);
            one.join();
            other.join();
            assertThat(count).hasValue(2);
        }
    }
}
