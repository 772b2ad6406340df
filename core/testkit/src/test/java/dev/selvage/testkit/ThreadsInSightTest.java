package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether virtual threads can be found depends on the flags of the JVM: each in one of its own. */
class ThreadsInSightTest {
    @Test
    void should_find_virtual_threads_when_the_jvm_has_no_flags() throws Exception {
        assertThat(OtherJvm.run(ThreadsInSightTest.class)).containsExactly("the body runs", "virtual thread adrift");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseZGC", "-XX:+ExplicitGCInvokesConcurrent"})
    void should_find_virtual_threads_when_garbage_is_collected_otherwise(String flag) throws Exception {
        assertThat(OtherJvm.run(ThreadsInSightTest.class, flag))
                .containsExactly("the body runs", "virtual thread adrift");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Djdk.trackAllThreads=false", "-XX:+DisableExplicitGC"})
    void should_say_so_before_the_body_runs_when_the_jvm_hides_them(String flag) throws Exception {
        assertThat(OtherJvm.run(ThreadsInSightTest.class, flag))
                .singleElement()
                .asString()
                .startsWith("A leak check with threads = true cannot find virtual threads in this JVM: ")
                .contains(flag);
    }

    /** Runs in the other JVM. */
    public static void main(String[] none) {
        try {
            Leaks.options().withThreads().settling(Duration.ofMillis(20)).check(() -> {
                System.out.println("the body runs");
                Thread.ofVirtual().name("adrift").start(Hang::forAWhile);
            });
        } catch (LeakError error) {
            error.leaks().forEach(leak -> System.out.println(leak.kind() + " " + leak.name()));
        } catch (IllegalStateException unable) {
            System.out.println(unable.getMessage());
        }
    }
}
