package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CreationSiteTest {
    @Test
    void should_be_recorded_when_assertions_are_on() {
        assertThat(CreationSite.recorded()).isTrue();
    }

    @Test
    void should_be_the_innermost_line_of_the_user() {
        // when
        StackTraceElement direct = CreationSite.capture();
        StackTraceElement throughTheJdk =
                List.of(1).stream().map(n -> CreationSite.capture()).findFirst().orElseThrow();

        // then
        assertThat(direct.getClassName()).isEqualTo(getClass().getName());
        assertThat(direct.getMethodName()).isEqualTo("should_be_the_innermost_line_of_the_user");
        assertThat(throughTheJdk.getClassName()).isEqualTo(getClass().getName());
    }
}
