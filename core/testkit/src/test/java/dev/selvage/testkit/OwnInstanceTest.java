package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Ticker;
import dev.selvage.context.Context;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceOptions;
import dev.selvage.supervise.ServiceState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JUnit's own instance of a class with simulations makes, which no schedule runs on and no {@code @AfterEach} closes. */
class OwnInstanceTest {
    private static final List<Scope> OPENED = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(classes = {Bare.class, OnClass.class, OnMethods.class, Around.class})
    void should_be_no_leak_and_end_with_the_test(Class<?> type) throws InterruptedException {
        assertPassed(Junit.of(type));
    }

    @Test
    void should_be_no_leak_when_junit_finds_the_check_by_itself() throws InterruptedException {
        assertPassed(Junit.of(Bare.class).with("junit.jupiter.extensions.autodetection.enabled", "true"));
    }

    private static void assertPassed(Junit run) throws InterruptedException {
        OPENED.clear();
        Map<String, Optional<Throwable>> results = run.run();
        assertThat(results).hasSizeGreaterThanOrEqualTo(3);
        results.forEach((test, failure) -> assertThat(failure).as(test).isEmpty());
        assertThat(OPENED).isNotEmpty().allMatch(scope -> scope.context().isCancelled());
    }

    @TestMethodOrder(MethodName.class)
    static class Bare {
        private final Context around = Context.current();
        private final Scope scope = Scope.open();
        private final Ticker ticker = Ticker.every(Duration.ofHours(1));

        Bare() {
            OPENED.add(scope);
            scope.go(() -> Channel.rendezvous().receive());
        }

        final void use() throws InterruptedException {
            assertThat(scope.go(() -> 1).await()).isEqualTo(1);
        }

        @AfterEach
        void close() {
            ticker.close();
            scope.close();
        }

        @SimulationTest(schedules = 3)
        @LeakCheck(settleMillis = 20)
        void a_simulated() throws InterruptedException {
            use();
        }

        @SimulationTest(schedules = 3)
        void b_simulated() throws InterruptedException {
            use();
        }

        @Test
        void c_plain() throws InterruptedException {
            assertThat(around).isSameAs(Context.background());
            use();
        }
    }

    @LeakCheck(settleMillis = 20)
    static class OnClass extends Bare {}

    static class OnMethods extends Bare {
        @SimulationTest(schedules = 3)
        @LeakCheck(settleMillis = 20)
        void simulationFirst() throws InterruptedException {
            use();
        }

        @LeakCheck(settleMillis = 20)
        @SimulationTest(schedules = 3)
        void checkFirst() throws InterruptedException {
            use();
        }
    }

    @LeakCheck(settleMillis = 20)
    static class Around extends Bare {
        @Nested
        class Inside {
            @SimulationTest(schedules = 3)
            void simulated() throws InterruptedException {
                use();
            }
        }
    }

    /** What all tests share, made by whoever is first. */
    static final class Metrics {
        static final Service POLLER = Service.start(ServiceOptions.named("metrics"), scope -> Hang.untilCancelled());

        private Metrics() {}
    }

    static class UsesStatics {
        final Service poller = Metrics.POLLER;

        @SimulationTest(schedules = 2)
        void simulated() {
            assertThat(poller).isNotNull();
        }
    }

    @Test
    void should_leave_alone_what_other_classes_keep_in_statics() throws Exception {
        Junit.of(UsesStatics.class).run();
        assertThat(Metrics.POLLER.status().state()).isEqualTo(ServiceState.READY);
        Metrics.POLLER.close();
    }
}
