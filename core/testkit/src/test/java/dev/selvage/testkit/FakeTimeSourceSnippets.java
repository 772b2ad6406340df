package dev.selvage.testkit;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Code that the Javadoc shows. */
final class FakeTimeSourceSnippets {
    private FakeTimeSourceSnippets() {}

    static void cache() {
        // @start region=cache
        FakeTimeSource time = FakeTimeSource.create();
        Quote quote = new Quote("42.10", ofMinutes(5), time);
        assertThat(quote.value()).contains("42.10");
        time.advance(ofMinutes(6));
        assertThat(quote.value()).isEmpty();
        // @end
    }

    static final class Quote {
        private final String value;
        private final Instant until;
        private final InstantSource clock;

        Quote(String value, Duration validity, InstantSource clock) {
            this.value = value;
            this.until = clock.instant().plus(validity);
            this.clock = clock;
        }

        Optional<String> value() {
            return clock.instant().isBefore(until) ? Optional.of(value) : Optional.empty();
        }
    }
}
