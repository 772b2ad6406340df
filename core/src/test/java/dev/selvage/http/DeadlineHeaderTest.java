package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "300ms, PT0.3S",
        "2s, PT2S",
        "1500us, PT0.0015S",
        "1m, PT1M",
        "3h, PT3H",
        "7ns, PT0.000000007S",
        "0s, PT0S",
        "' 5s ', PT5S"
    })
    void should_read_a_number_with_a_unit_when_well_formed(String text, Duration expected) {
        assertThat(DeadlineHeader.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "+5s", "1.5s", "5 s", "5sec", "5S", "٥s", "1000000000000000s"})
    void should_refuse_to_read_when_malformed(String text) {
        assertThatThrownBy(() -> DeadlineHeader.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0.299812999S, 299812us", "PT1.9999S, 1999ms", "PT0S, 0us", "PT-1S, 0us", "PT1H, 3600000ms"})
    void should_round_down_when_writing(Duration time, String expected) {
        assertThat(DeadlineHeader.format(time)).isEqualTo(expected);
    }

    @Test
    void should_be_readable_when_the_time_is_longer_than_it_can_say() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(DeadlineHeader.parse(DeadlineHeader.format(endless)))
                .isLessThan(endless)
                .isGreaterThan(Duration.ofDays(1));
    }
}
