package dev.selvage.testkit.internal.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadDumpTest {
    @Test
    void should_read_virtual_threads_only_when_the_dump_has_both_kinds() {
        // given
        List<String> dump = """
                1234
                2026-11-25T13:21:21Z
                25.0.3+9-LTS

                #3 "main" RUNNABLE 2026-11-25T13:21:21Z
                    at Main.main(Main.java:1)

                #23 "a "quoted" name" virtual WAITING 2026-11-25T13:21:21Z
                    at java.base/java.lang.Object.wait(Object.java:389)
                    - waiting on <java.lang.Object@1>
                    at Main.lambda(Main.java:2)

                #24 "" virtual RUNNABLE 2026-11-25T13:21:21Z
                """.lines().toList();

        // when
        List<LivingThread> threads = ThreadDump.parse(dump);

        // then
        assertThat(threads).extracting(LivingThread::id).containsExactly(23L, 24L);
        assertThat(threads.getFirst().name()).isEqualTo("a \"quoted\" name");
        assertThat(threads.getFirst().state()).isEqualTo("WAITING");
        assertThat(threads.getFirst().frames())
                .containsExactly("java.base/java.lang.Object.wait(Object.java:389)", "Main.lambda(Main.java:2)");
        assertThat(threads.getLast().frames()).isEmpty();
    }

    @Test
    void should_see_a_virtual_thread_of_this_jvm_while_it_lives() throws InterruptedException {
        // given
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        // then
        assertThat(ThreadDump.virtualThreads()).extracting(LivingThread::id).contains(thread.threadId());
        end.countDown();
        thread.join();
        assertThat(ThreadDump.virtualThreads()).extracting(LivingThread::id).doesNotContain(thread.threadId());
    }
}
