package dev.selvage;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NothingLeft.class)
class FailureWakesTest {
    private final IllegalStateException failure = new IllegalStateException("first");

    static Stream<Arguments> blockingCalls() {
        return Stream.of(
                blocking("CountDownLatch", () -> new CountDownLatch(1).await()),
                blocking("sleep", () -> Thread.sleep(HOURS.toMillis(1))),
                blocking("BlockingQueue", () -> new LinkedBlockingQueue<>().take()),
                blocking("Semaphore", () -> new Semaphore(0).acquire()),
                blocking("Object.wait", FailureWakesTest::objectWait),
                blocking("lockInterruptibly", FailureWakesTest::lock),
                blocking("Pipe", FailureWakesTest::readPipe),
                blocking("await", () -> Scope.current().go(() -> Work.hang()).await()),
                blocking("join", () -> Scope.current().join()),
                blocking("sleep of ours", () -> dev.selvage.dsl.Go.sleep(java.time.Duration.ofHours(1))));
    }

    private static Arguments blocking(String name, Task call) {
        return Arguments.of(name, call);
    }

    private static void objectWait() throws InterruptedException {
        Object monitor = new Object();
        synchronized (monitor) {
            while (true) {
                monitor.wait();
            }
        }
    }

    private static void lock() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            lock.lock();
            try {
                held.countDown();
                Work.ignoringInterrupts(done);
            } finally {
                lock.unlock();
            }
        });
        Work.ignoringInterrupts(held);
        try {
            lock.lockInterruptibly();
        } finally {
            done.countDown();
        }
    }

    private static void readPipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().read(ByteBuffer.allocate(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blockingCalls")
    void should_wake_the_body_when_a_goroutine_fails(String name, Task call) {
        // when
        Throwable thrown = catchThrowableOfType(
                Exception.class, () -> Scope.run(scope -> failWhileBodyIsIn(scope, Thread.currentThread(), call)));

        // then
        assertThat(thrown)
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
    }

    private void failWhileBodyIsIn(Scope scope, Thread body, Task call) throws Exception {
        scope.go("failing", () -> {
            Work.untilBlocked(body);
            throw failure;
        });
        call.run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blockingCalls")
    void should_wake_the_goroutines_when_the_body_fails(String name, Task call) {
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Task work = name.equals("join") ? Work::hang : call;
                    Goroutine<?> blocked = scope.go(work);
                    Work.untilBlocked(blocked);
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void should_wake_a_body_on_a_virtual_thread_when_it_reads_a_socket() throws Exception {
        // given
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // when
            Throwable thrown = Work.on(
                    Thread.ofVirtual(),
                    () -> catchThrowableOfType(
                            Exception.class,
                            () -> Scope.run(scope -> {
                                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                                    failWhileBodyIsIn(
                                            scope,
                                            Thread.currentThread(),
                                            () -> socket.getInputStream().read());
                                }
                            })));

            // then
            assertThat(thrown)
                    .isInstanceOf(ScopeFailedException.class)
                    .hasCause(failure)
                    .hasNoSuppressedExceptions();
        }
    }

    @Test
    void should_cancel_the_other_goroutines_when_one_fails() {
        // given
        CountDownLatch interrupted = new CountDownLatch(3);

        // when
        assertThatThrownBy(() -> Scope.run(scope -> {
                    for (int i = 0; i < 3; i++) {
                        scope.go(() -> {
                            try {
                                Work.hang();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        });
                    }
                    scope.go(() -> {
                        throw failure;
                    });
                }))
                // then
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
        assertThat(interrupted.getCount()).isZero();
    }
}
