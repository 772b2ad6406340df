package dev.selvage.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a supervisor is doing, and whatever ends it: its children end, and what ended it leaves. */
@ExtendWith(NothingLeft.class)
class EveryPointTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofDays(1);

    /** What the supervisor is doing. */
    enum Point {
        CHILD_STARTING,
        RUNNING,
        BACKING_OFF,
        RESTARTING_ALL,
        STOPPING,
        REMOVING,
        NESTED_BACKING_OFF
    }

    /** What comes. */
    enum Blow {
        CANCEL(CancelledException.class),
        PANIC(ScopeFailedException.class),
        DEADLINE(DeadlineExceededException.class),
        INTERRUPT_OF_OWNER(InterruptedException.class),
        INTERRUPT_OF_SUPERVISOR(ScopeFailedException.class);

        final Class<? extends Throwable> leaves;

        Blow(Class<? extends Throwable> leaves) {
            this.leaves = leaves;
        }
    }

    private final ManualTime time = new ManualTime();
    private final Recorder told = new Recorder();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Crashing crashing = new Crashing();
    private final SupervisorOptions options = SupervisorOptions.named("sup")
            .withBackOff(LONG, LONG)
            .withListener(told)
            .withListener(new SupervisorListener() {
                @Override
                public void childStarted(ChildStatus child) {
                    thread.set(Thread.currentThread());
                }
            });

    static Stream<Arguments> pointsAndBlows() {
        return Arrays.stream(Point.values())
                .flatMap(point -> Arrays.stream(Blow.values()).map(blow -> Arguments.of(point, blow)));
    }

    @ParameterizedTest
    @MethodSource("pointsAndBlows")
    void should_end_its_children_and_pass_it_on(Point point, Blow blow) {
        AtomicReference<Supervisor> supervisor = new AtomicReference<>();

        Throwable left = catchThrowable(() -> Scope.options()
                .withContext(time.root())
                .withTimeout(HOUR)
                .<Exception>run(scope -> {
                    supervisor.set(bring(scope, point));
                    strike(scope, blow);
                    Work.hang();
                }));

        assertThat(left).isInstanceOf(blow.leaves);
        assertThat(told.events.stream().filter(event -> event.startsWith("start ")))
                .hasSize(told.exits.size());
        assertThat(supervisor.get().status().ended()).isTrue();
        assertThat(supervisor.get().status().children())
                .allSatisfy(child -> assertThat(child.state().isOver()).isTrue());
    }

    /** Asked to stop, it goes on until it is cancelled. */
    private Child slow() {
        return Child.of("slow", life -> {
                    life.awaitStop();
                    asked.countDown();
                    Work.hang();
                })
                .withGrace(LONG);
    }

    private Supervisor bring(Scope scope, Point point) throws Exception {
        return switch (point) {
            case CHILD_STARTING -> {
                Supervisor started = Supervisor.start(
                        scope, options, slow(), Crashing.hanging("b").withReadiness(), Crashing.hanging("c"));
                told.await("start b");
                yield started;
            }
            case RUNNING -> up(scope, options, slow(), Crashing.hanging("b"));
            case BACKING_OFF -> {
                Supervisor started = up(scope, options, slow(), Child.of("c", crashing));
                crashing.end(new IOException("x"));
                told.await("restart c in " + LONG.toMillis());
                yield started;
            }
            case RESTARTING_ALL -> {
                Supervisor started = up(
                        scope,
                        options.withStrategy(Strategy.ONE_FOR_ALL),
                        Crashing.hanging("a"),
                        slow(),
                        Child.of("c", crashing));
                crashing.end(new IOException("x"));
                Work.await(asked);
                yield started;
            }
            case STOPPING -> {
                Supervisor started = up(scope, options, Crashing.hanging("a"), slow(), Crashing.hanging("c"));
                started.stop();
                Work.await(asked);
                yield started;
            }
            case REMOVING -> {
                Supervisor started = up(scope, options, Crashing.hanging("a"), slow());
                scope.go(() -> started.remove("slow"));
                Work.await(asked);
                yield started;
            }
            case NESTED_BACKING_OFF -> {
                Supervisor started = up(
                        scope,
                        options,
                        Child.supervisor(
                                SupervisorOptions.named("inner").withBackOff(LONG, LONG), Child.of("c", crashing)),
                        Crashing.hanging("b"));
                crashing.end(new IOException("x"));
                Awaitility.await()
                        .until(() -> started.status()
                                        .children()
                                        .getFirst()
                                        .children()
                                        .getFirst()
                                        .state()
                                == ChildState.BACKING_OFF);
                yield started;
            }
        };
    }

    private static Supervisor up(Scope scope, SupervisorOptions how, Child... children) throws Exception {
        Supervisor started = Supervisor.start(scope, how, children);
        started.awaitReady();
        return started;
    }

    private void strike(Scope scope, Blow blow) {
        switch (blow) {
            case CANCEL -> scope.cancel("enough");
            case PANIC ->
                scope.go(() -> {
                    throw new IllegalStateException("panic beside it");
                });
            case DEADLINE -> time.advance(HOUR);
            case INTERRUPT_OF_OWNER -> Thread.currentThread().interrupt();
            case INTERRUPT_OF_SUPERVISOR -> thread.get().interrupt();
        }
    }
}
