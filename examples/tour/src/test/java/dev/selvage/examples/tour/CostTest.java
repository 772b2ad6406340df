package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostTest {

    @Test
    void should_print_a_row_for_each_measurement_when_shown() throws Exception {
        List<String> lines = Shown.linesBy(Cost::show);

        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).matches("start and end +[1-9][\\d,]* ns +[1-9][\\d,]* ns");
        assertThat(lines.get(2)).matches("hand a value over +[1-9][\\d,]* ns +[1-9][\\d,]* ns");
        assertThat(lines.get(3))
                .matches("memory while parked +[1-9][\\d,]* B heap +(-?[\\d,]+ B resident|not known here)");
        assertThat(lines.get(4)).matches("room in this heap +about [1-9][\\d,]* +limited by the system");
    }
}
