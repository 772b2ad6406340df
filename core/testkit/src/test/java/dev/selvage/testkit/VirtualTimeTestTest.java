package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.channel.Ticker;
import dev.selvage.dsl.Go;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class VirtualTimeTestTest {
    private Ticker hourly;

    /** Never closed if it ran outside as well, once for each test. */
    @BeforeEach
    void set_up(TestInfo test) {
        assertThat(test.getTestMethod()).isPresent();
        hourly = Ticker.every(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        hourly.close();
    }

    @VirtualTimeTest
    void should_go_by_virtual_time_from_the_preparation_to_the_cleanup(VirtualClock clock) throws InterruptedException {
        assertThat(hourly.channel().receive()).isEqualTo(Instant.parse("2000-01-01T01:00:00Z"));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @VirtualTimeTest(autoAdvance = false)
    void should_hold_the_clock_when_the_test_says_so(VirtualClock clock) throws InterruptedException {
        clock.advance(Duration.ofMinutes(150));
        assertThat(hourly.channel().tryReceive()).hasToString("Value[value=2000-01-01T01:00:00Z]");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMinutes(150));
    }

    @Nested
    class Inner {
        private Instant prepared;

        @BeforeEach
        void prepare(VirtualClock clock) throws InterruptedException {
            Go.sleep(Duration.ofDays(1));
            prepared = clock.now();
        }

        @VirtualTimeTest
        void should_prepare_the_outer_instance_first(VirtualClock clock) {
            assertThat(clock.now()).isEqualTo(prepared).isEqualTo("2000-01-02T00:00:00Z");
        }
    }

    @Test
    void should_leave_ordinary_tests_of_the_class_to_real_time() {
        assertThat(hourly).isNotNull();
    }
}
