package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Ticker;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.Registration;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests that leak, each on purpose, and their repaired twins: run by {@link LeakCheckTest}, not by the build. */
final class LeakCases {
    private LeakCases() {}

    /** Opens a scope that a goroutine keeps alive; the leaked one of many tests below. */
    static Scope leak(String name) {
        Scope scope = Scope.options().named(name).open();
        Channel<String> jobs = Channel.<String>options().named(name + "-jobs").rendezvous();
        Goroutine<?> worker = scope.go(name + "-worker", () -> jobs.receive(Hang.A_WHILE));
        ScopeAssertions.assertThat(worker).within(Duration.ofSeconds(20)).isBlockedOn(jobs);
        return scope;
    }

    @LeakCheck(settleMillis = 20)
    static class OfEachKind {
        @Test
        void goroutine() {
            assertThat(leak("open").name()).isEqualTo("open");
        }

        @Test
        void context() {
            CancellableContext context = Context.current().withTimeout(Duration.ofHours(1));
            assertThat(context.isCancelled()).isFalse();
        }

        @Test
        void contextOfBackground() {
            assertThat(Context.background().withTimeout(Duration.ofHours(1)).isCancelled())
                    .isFalse();
        }

        @Test
        void ticker() {
            assertThat(Ticker.every(Duration.ofHours(1)).channel()).isNotNull();
        }

        @Test
        void service() {
            Service poller = Service.start(ServiceOptions.named("poller"), (scope, life) -> {
                scope.go("polling", Hang::untilCancelled);
                life.awaitStop();
            });
            assertThat(poller.status().name()).isEqualTo("poller");
        }

        @Test
        void hook() throws InterruptedException {
            CountDownLatch running = new CountDownLatch(1);
            try (CancellableContext context = Context.background().withCancel()) {
                Registration hook = context.onCancel(() -> {
                    running.countDown();
                    Hang.forAWhile();
                });
                assertThat(hook).isNotNull();
            }
            running.await();
        }

        @Test
        void waitingThread() {
            Channel<String> nobodyElses =
                    Channel.<String>options().named("nobodys").rendezvous();
            Thread receiver = Thread.ofVirtual().name("receiver").start(() -> Hang.receiving(nobodyElses));
            Awaitility.await().until(() -> receiver.getState() == Thread.State.WAITING);
        }

        @Test
        @LeakCheck(threads = true, settleMillis = 20)
        void virtualThread() {
            Thread.ofVirtual().name("adrift").start(Hang::forAWhile);
        }

        @Test
        void virtualThreadThatNobodyLooksFor() {
            Thread.ofVirtual().name("adrift").start(Hang::forAWhile);
        }
    }

    @LeakCheck
    static class Clean {
        private final Scope ofTheInstance = Scope.open();

        @AutoClose
        private final CancellableContext closedByJunit = Context.background().withTimeout(Duration.ofHours(1));

        @AfterEach
        void close() {
            ofTheInstance.close();
        }

        @Test
        void closesAll() throws InterruptedException {
            Scope.run(scope -> {
                scope.go(() -> {});
                scope.goDaemon(Hang::untilCancelled);
            });
            try (CancellableContext context = Context.current().withTimeout(Duration.ofHours(1));
                    Ticker ticker = Ticker.every(Duration.ofHours(1))) {
                assertThat(context.isCancelled()).isFalse();
                assertThat(ticker.channel().isClosed()).isFalse();
                assertThat(closedByJunit.isCancelled()).isFalse();
            }
        }

        @Test
        void endsSoonAfter() {
            Thread.ofVirtual().start(() -> Hang.inAScopeFor(Duration.ofMillis(30)));
        }

        @Test
        @LeakCheck(settleMillis = Long.MAX_VALUE)
        void endsAfterHoweverLong() {
            Thread.ofVirtual().start(() -> Hang.inAScopeFor(Duration.ofMillis(30)));
        }
    }

    @LeakCheck(settleMillis = 20)
    static class Failing {
        @Test
        void byItself() {
            assertThat(leak("forgotten").name()).isEqualTo("forgotten");
            throw new IllegalStateException("its own");
        }
    }

    @LeakCheck(
            settleMillis = 20,
            ignore = {"known*", "dev.selvage.testkit.LeakCases.leak"})
    static class Ignoring {
        @Test
        void byNameAndCreator() {
            assertThat(leak("any").name()).isEqualTo("any");
        }

        @Test
        @LeakCheck(settleMillis = 20, ignore = "nothing like it")
        void theMethodsAnnotationCounts() {
            assertThat(leak("known").name()).isEqualTo("known");
        }

        @Test
        @LeakCheck(false)
        void spared() {
            assertThat(leak("known").name()).isEqualTo("known");
        }

        @Nested
        class Inside {
            @Test
            void takesTheOuterAnnotation() {
                assertThat(leak("inner").name()).isEqualTo("inner");
            }
        }
    }

    @LeakCheck(settleMillis = 20)
    static class OfTheClass {
        private static Scope shared;

        @BeforeAll
        static void open() {
            shared = Scope.options().named("server").shared().open();
        }

        @Test
        void usesIt() throws InterruptedException {
            assertThat(shared.go("request", () -> 1).await()).isEqualTo(1);
        }

        @Test
        void leavesAGoroutineInIt() throws InterruptedException {
            CountDownLatch inside = new CountDownLatch(1);
            shared.go(
                    "outer",
                    () -> Scope.run(scope -> scope.go("straggler", () -> {
                        inside.countDown();
                        Hang.untilCancelled();
                    })));
            inside.await();
        }
    }

    @LeakCheck(settleMillis = 20)
    static class MadeByJunit {
        private Scope each;

        @BeforeEach
        void open() {
            each = leak("before");
        }

        @RepeatedTest(value = 2, name = "repeated {currentRepetition}")
        void repeated() {
            assertThat(each).isNotNull();
        }

        @TestFactory
        Stream<DynamicTest> factory() {
            return Stream.of(DynamicTest.dynamicTest(
                    "dynamic", () -> assertThat(leak("in a dynamic test")).isNotNull()));
        }
    }

    @LeakCheck(settleMillis = 20)
    @TestMethodOrder(MethodName.class)
    static class Stubborn {
        private static CountDownLatch end;

        @BeforeAll
        static void begin() {
            end = new CountDownLatch(1);
        }

        @AfterAll
        static void end() {
            end.countDown();
        }

        @Test
        void a_leaves_what_ends_soon() {
            assertThat(leak("cancellable")).isNotNull();
        }

        @Test
        void b_isNotInterrupted() {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        @Test
        void c_leaves_what_does_not_end() {
            Scope outer = Scope.options().named("outer").open();
            assertThat(outer.go(Hang::untilCancelled)).isNotNull();
            Scope inner = Scope.options().named("inner").open();
            CountDownLatch mine = end;
            assertThat(inner.go(() -> Hang.until(mine))).isNotNull();
        }

        @Test
        void d_isOutside() throws InterruptedException {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(Context.current()).isSameAs(Context.background());
            Scope.run(scope -> assertThat(scope.go(() -> 1).await()).isEqualTo(1));
        }
    }

    static class WithoutAnnotation {
        @Test
        void leaks() {
            assertThat(leak("quiet").name()).isEqualTo("quiet");
        }
    }

    @LeakCheck(settleMillis = 20)
    static class InParallel {
        private static ExecutorService shared;

        @BeforeAll
        static void makeAPoolWithoutThreads() {
            shared = new ThreadPoolExecutor(
                    0, 4, 1, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), new CallerRunsPolicy());
        }

        @AfterAll
        static void endThePool() {
            shared.shutdown();
        }

        @TestFactory
        Stream<DynamicTest> none() {
            return Stream.of();
        }

        @RepeatedTest(value = 40, name = "leaks {currentRepetition}")
        void leaks() {
            assertThat(leak("parallel").name()).isEqualTo("parallel");
            assertThat(Context.background().withTimeout(Duration.ofHours(1)).isCancelled())
                    .isFalse();
        }

        @RepeatedTest(value = 40, name = "clean {currentRepetition}")
        void clean() throws InterruptedException {
            Scope.run(scope -> {
                for (int i = 0; i < 5; i++) {
                    scope.go(() -> Scope.run(inner -> inner.go(() -> {})));
                }
            });
        }

        @RepeatedTest(value = 20, name = "pooled {currentRepetition}")
        void pooled() throws Exception {
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                pool.submit(() -> Context.background().withTimeout(Duration.ofHours(1)))
                        .get()
                        .close();
            }
        }

        @RepeatedTest(value = 40, name = "lends {currentRepetition}")
        void lends() throws Exception {
            shared.submit(() -> {}).get(); // may be the first, whose the thread is
        }

        @RepeatedTest(value = 20, name = "borrows {currentRepetition}")
        void borrows() throws Exception {
            shared.submit(() -> Context.background().withTimeout(Duration.ofHours(1)))
                    .get();
        }

        @RepeatedTest(value = 40, name = "adrift {currentRepetition}")
        @LeakCheck(threads = true, settleMillis = 20)
        void adrift() {
            Thread.ofVirtual().start(Hang::forAWhile);
        }

        @RepeatedTest(value = 10, name = "moored {currentRepetition}")
        @LeakCheck(threads = true)
        void moored() throws InterruptedException {
            Thread.ofVirtual().start(() -> {}).join();
            Thread.ofVirtual().start(() -> {}).join();
        }
    }
}
