package dev.selvage.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DemonstrationTest {

    @Test
    void should_leave_nothing_behind_when_scoped_and_threads_when_naive() throws Exception {
        // given
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int before = Goroutines.count();

        // when
        Comparison comparison =
                Demonstration.run(Arguments.parse("--seconds", "3", "--rate", "60"), new PrintStream(out, true));

        // then
        Trial scoped = comparison.scoped();
        Trial naive = comparison.naive();
        assertThat(scoped.left()).isZero();
        assertThat(scoped.queriesLeft()).isZero();
        assertThat(comparison.goroutinesLeft()).isZero();
        assertThat(Goroutines.count()).isEqualTo(before);
        assertThat(naive.left()).isPositive();

        assertThat(scoped.tally().total()).isEqualTo(180);
        assertThat(naive.tally().total()).isEqualTo(180);
        assertThat(scoped.tally().count(200)).isPositive();
        assertThat(naive.tally().count(500)).isPositive();
        assertThat(scoped.tally().count(500)).isLessThan(naive.tally().count(500));
        assertThat(scoped.tally().count(504)).isPositive();
        assertThat(scoped.tally().count(Tally.BROKEN)).isZero();
        assertThat(naive.tally().count(504)).isZero();
        assertThat(naive.tally().count(Tally.GAVE_UP)).isPositive();

        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(lines).anyMatch(line -> line.matches("  threads left behind +0 +[1-9][0-9]*"));
        assertThat(lines).contains("Scoped: Goroutines.count() is 0.");
        assertThat(lines).contains("Then the services answered after all: 0 threads are left.");
        assertThat(lines).anyMatch(line -> line.matches("p99\\.9 +[0-9]+ ms +[0-9]+ ms"));
        assertThat(lines[lines.length - 1]).matches("extra requests +0 +[1-9][0-9]*");
    }

    @Test
    void should_ask_the_same_when_the_seed_is_the_same() {
        Load load = new Load(10, 100, 7, false);

        assertThat(load.question(17)).isEqualTo(new Load(10, 100, 7, false).question(17));
        assertThat(load.question(17)).isNotEqualTo(new Load(10, 100, 8, false).question(17));
        assertThat(Behaviour.of("item-17", "price", 7, 1)).isEqualTo(Behaviour.of("item-17", "price", 7, 1));
    }
}
