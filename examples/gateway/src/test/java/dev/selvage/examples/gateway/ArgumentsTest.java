package dev.selvage.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void should_have_defaults_when_nothing_is_said() throws Exception {
        Arguments arguments = Arguments.parse();

        assertThat(arguments.serve()).isFalse();
        assertThat(arguments.help()).isFalse();
        assertThat(arguments.data()).isNull();
    }

    @Test
    void should_take_what_is_said_when_it_makes_sense() throws Exception {
        assertThat(Arguments.parse("--seconds", "2", "--rate", "5", "--seed", "7", "--data", "x"))
                .extracting(Arguments::seconds, Arguments::rate, Arguments::seed, Arguments::data)
                .containsExactly(2, 5, 7L, Path.of("x"));
        assertThat(Arguments.parse("--port", "0", "--serve"))
                .extracting(Arguments::port, Arguments::serve)
                .containsExactly(0, true);
    }

    @ParameterizedTest
    @CsvSource({
        "--colour, unknown argument: --colour",
        "extra, unknown argument: extra",
        "--seconds, --seconds needs a value",
        "--seconds 0, '--seconds must be a number from 1 to 600, not 0'",
        "--seconds x, '--seconds must be a number from 1 to 600, not x'",
        "--rate 2001, '--rate must be a number from 1 to 2000, not 2001'",
        "--serve --port 65536, '--port must be a number from 0 to 65535, not 65536'",
        "--serve --rate 5, --seconds and --rate go without --serve",
        "--port 80, --port goes with --serve"
    })
    void should_say_what_is_wrong_when_it_makes_no_sense(String line, String message) {
        assertThatThrownBy(() -> Arguments.parse(line.split(" ")))
                .isInstanceOf(Arguments.UsageException.class)
                .hasMessage(message);
    }
}
