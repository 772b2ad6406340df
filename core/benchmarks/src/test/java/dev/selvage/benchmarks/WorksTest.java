package dev.selvage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

class WorksTest {
    private static final List<Work> WORKS = Works.all(210);

    @Test
    void should_name_only_benchmarks_that_exist_when_listed() {
        List<JmhSubject> subjects = subjects()
                .filter(JmhSubject.class::isInstance)
                .map(JmhSubject.class::cast)
                .toList();

        assertThat(subjects)
                .isNotEmpty()
                .allSatisfy(subject -> assertThat(subject.type().getMethods())
                        .filteredOn(method -> method.isAnnotationPresent(Benchmark.class))
                        .extracting(Method::getName)
                        .contains(subject.method()));
    }

    @Test
    void should_have_a_peer_beside_it_when_it_is_a_work() {
        assertThat(WORKS)
                .isNotEmpty()
                .allSatisfy(work -> assertThat(work.besides()).isNotEmpty());
    }

    @Test
    void should_judge_by_what_the_table_shows_when_a_ratio_is_near_the_target() {
        assertThat(Target.atMost(1.15).verdict(1.154)).isEqualTo("yes");
        assertThat(Target.atMost(1.15).verdict(1.156)).isEqualTo("no");
        assertThat(Target.faster().verdict(0.996)).isEqualTo("no");
        assertThat(Target.ENDS.verdict(7)).isEqualTo("yes");
        assertThat(Target.ENDS.verdict(Double.NaN)).isEqualTo("?");
        assertThat(Target.NONE.verdict(7)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_run_the_task_of_every_one_when_a_kind_starts_them(Kind kind) throws Exception {
        CountDownLatch ran = new CountDownLatch(10);

        kind.start(10, ran::countDown, ran::await);

        assertThat(ran.getCount()).isZero();
    }

    private static Stream<Subject> subjects() {
        return WORKS.stream().flatMap(work -> work.subjects().stream());
    }
}
