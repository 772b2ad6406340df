package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import dev.selvage.channel.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the initializer of a class makes is the class's, and not that of the test that happens to come first. */
class StaticFieldsTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                Closing.class,
                ClosingPerClass.class,
                OnMethods.class,
                Outer.class,
                FirstOfTwo.class,
                SecondOfTwo.class
            })
    void should_blame_no_test_when_the_class_holds_it(Class<?> type) throws InterruptedException {
        Map<String, Optional<Throwable>> results = Junit.of(type).run();
        assertThat(results).containsKey("one()").containsKey("two()");
        results.forEach((test, failure) -> assertThat(failure).as(test).isEmpty());
    }

    @Test
    void should_blame_the_class_when_nobody_closes_it() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results = Junit.of(Leaving.class).run();

        // then
        assertThat(results.get("one()")).isEmpty();
        LeakError error = (LeakError) results.get("StaticFieldsTest$Leaving").orElseThrow();
        assertThat(error.leaks()).extracting(Leak::kind).containsExactly("ticker");
    }

    private static Scope shared() {
        return Scope.options().shared().open();
    }

    @LeakCheck(settleMillis = 20)
    static class Closing {
        @AutoClose
        private static final Scope SHARED = shared();

        private static final Ticker TICKER = Ticker.every(Duration.ofHours(1));

        @AfterAll
        static void close() {
            TICKER.close();
        }

        @Test
        void one() throws InterruptedException {
            assertThat(SHARED.go(() -> 1).await()).isEqualTo(1);
        }

        @Test
        void two() throws InterruptedException {
            assertThat(SHARED.go(() -> 2).await()).isEqualTo(2);
            assertThat(TICKER.channel().isClosed()).isFalse();
        }
    }

    @LeakCheck(settleMillis = 20)
    @TestInstance(Lifecycle.PER_CLASS)
    static class ClosingPerClass {
        @AutoClose
        private static final Ticker TICKER = Ticker.every(Duration.ofHours(1));

        @Test
        void one() {
            assertThat(TICKER.channel().isClosed()).isFalse();
        }

        @Test
        void two() {
            assertThat(TICKER.channel().isClosed()).isFalse();
        }
    }

    static class OnMethods {
        private static final Ticker TICKER = Ticker.every(Duration.ofHours(1));

        @AfterAll
        static void close() {
            TICKER.close();
        }

        @Test
        @LeakCheck(settleMillis = 20)
        void one() {
            assertThat(TICKER.channel().isClosed()).isFalse();
        }

        @Test
        @LeakCheck(settleMillis = 20)
        void two() {
            assertThat(TICKER.channel().isClosed()).isFalse();
        }
    }

    static class Outer {
        private static final Ticker TICKER = Ticker.every(Duration.ofHours(1));

        @LeakCheck(settleMillis = 20)
        @Nested
        class Inner {
            @Test
            void one() {
                assertThat(TICKER.channel().isClosed()).isFalse();
            }
        }

        @LeakCheck(settleMillis = 20)
        @Nested
        class Other {
            @Test
            void two() {
                assertThat(TICKER.channel().isClosed()).isFalse();
            }
        }
    }

    @LeakCheck(settleMillis = 20)
    abstract static class Base {
        private static final Ticker TICKER = Ticker.every(Duration.ofHours(1));

        @Test
        void one() {
            assertThat(TICKER.channel().isClosed()).isFalse();
        }

        @Test
        void two() {
            assertThat(TICKER.channel().isClosed()).isFalse();
        }
    }

    static class FirstOfTwo extends Base {}

    static class SecondOfTwo extends Base {}

    @LeakCheck(settleMillis = 20)
    static class Leaving {
        private static final Ticker TICKER = Ticker.every(Duration.ofHours(1));

        @Test
        void one() {
            assertThat(TICKER.channel().isClosed()).isFalse();
        }
    }
}
