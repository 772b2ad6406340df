package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "java.lang.String, true",
        "java.util.logging.Logger, true",
        "dev.selvage.context.Context, true",
        "dev.selvage.context.internal.CreationSiteTest, false",
        "com.acme.NotThere, false"
    })
    void should_tell_the_library_and_the_jdk_from_all_else(String type, boolean isLibrary) {
        StackTraceElement frame = new StackTraceElement(type, "method", null, 1);
        assertThat(CreationSite.isLibrary(frame, getClass().getClassLoader())).isEqualTo(isLibrary);
    }
}
