package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClosureCaptureTest {

    @Test
    void should_be_refused_by_javac_when_a_lambda_captures_the_loop_variable() throws Exception {
        assertThat(Javac.refuses("Wrong", ClosureCapture.WRONG))
                .containsExactly(
                        "line 7: local variables referenced from a lambda expression must be final or effectively final");
    }

    @Test
    void should_compile_when_each_goroutine_has_a_copy() throws Exception {
        String right = ClosureCapture.WRONG.replace(
                "scope.go(() -> System.out.println(i))", "int mine = i; scope.go(() -> System.out.println(mine))");

        assertThat(Javac.refuses("Wrong", right)).isEmpty();
    }

    @Test
    void should_give_every_goroutine_its_own_value_when_shown() throws Exception {
        assertThat(Shown.linesBy(ClosureCapture::show))
                .contains("a copy for each:           [0, 1, 2, 3, 4]", "for-each has a fresh one:  [ada, bob, cyd]");
    }
}
