package dev.selvage.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutines;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.Context;
import dev.selvage.dsl.Go;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class ServiceTest {
    private static final Duration LONG = Duration.ofDays(1);
    private static final ServiceOptions OPTIONS = ServiceOptions.named("svc");

    @Test
    void should_be_a_root_in_the_dump_from_start_to_end() throws Exception {
        Scope.<Exception>run(around -> {
            Service service = Service.start(OPTIONS, scope -> Work.hang());
            assertThat(Goroutines.snapshot().roots())
                    .anySatisfy(root -> assertThat(root.path()).isEqualTo("svc"));
            assertThat(Goroutines.dump()).contains("svc");
            service.close();
            assertThat(Goroutines.snapshot().roots())
                    .noneSatisfy(root -> assertThat(root.path()).isEqualTo("svc"));
        });
    }

    @Test
    void should_go_on_when_the_scope_that_started_it_ends() throws Exception {
        AtomicReference<Service> started = new AtomicReference<>();
        Scope.<Exception>run(around -> {
            started.set(Service.start(OPTIONS, scope -> Work.hang()));
            around.cancel("done");
        });
        try (Service service = started.get()) {
            service.awaitReady();
            assertThat(service.status().state()).isEqualTo(ServiceState.READY);
        }
    }

    @Test
    void should_be_ready_when_it_says_so() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        try (Service service = Service.start(OPTIONS, (scope, life) -> {
            Work.await(open);
            life.ready();
            life.awaitStop();
        })) {
            assertThat(service.status().state()).isEqualTo(ServiceState.STARTING);
            open.countDown();
            service.awaitReady();
            assertThat(service.status().state()).isEqualTo(ServiceState.READY);
            assertThat(service.stop(LONG)).isTrue();
            assertThat(service.status().state()).isEqualTo(ServiceState.STOPPED);
            service.await();
        }
    }

    @Test
    void should_be_cancelled_when_the_grace_is_over() throws Exception {
        Service service = Service.start(OPTIONS, scope -> {
            scope.go(() -> Work.hang());
            Work.hang();
        });
        assertThat(service.stop(Duration.ofMillis(1))).isFalse();
        assertThat(service.status()).isEqualTo(new ServiceStatus("svc", ServiceState.STOPPED, Optional.empty()));
        service.await();
        assertThat(service.stop(Duration.ZERO)).isTrue();
    }

    @Test
    void should_tell_everybody_who_asked_when_it_fails() throws Exception {
        // given
        IOException failure = new IOException("broken");
        CountDownLatch fail = new CountDownLatch(1);
        List<Throwable> told = new CopyOnWriteArrayList<>();
        Service service = Service.start(OPTIONS, (scope, life) -> {
            Work.await(fail);
            throw failure;
        });
        service.onFailure(told::add);
        service.onFailure(thrown -> {
            throw new IllegalStateException("the handler's own");
        });
        FutureTask<Object> waiting = Work.started(Thread.ofVirtual(), () -> {
            service.await();
            return null;
        });

        // when
        fail.countDown();

        // then
        assertThatThrownBy(service::await)
                .isInstanceOf(ServiceFailedException.class)
                .hasCause(failure);
        assertThatThrownBy(service::awaitReady).isInstanceOf(ServiceFailedException.class);
        assertThatThrownBy(waiting::get).hasRootCause(failure);
        service.onFailure(told::add);
        Awaitility.await().until(() -> told.size() == 2);
        assertThat(told).containsExactly(failure, failure);
        assertThat(service.status().failure()).containsSame(failure);
        assertThat(service.stop(Duration.ZERO)).isTrue();
        service.close();
    }

    @Test
    void should_keep_an_error_when_a_goroutine_of_it_panics() throws Exception {
        Service service = Service.start(OPTIONS, scope -> {
            scope.go(() -> {
                throw new AssertionError("panic");
            });
            Work.hang();
        });
        assertThatThrownBy(service::await).hasRootCauseMessage("panic");
    }

    @Test
    void should_have_failed_when_it_fails_while_it_is_stopped() throws Exception {
        IOException failure = new IOException("cleanup");
        Service service = Service.start(OPTIONS, (scope, life) -> {
            life.ready();
            try {
                Work.hang();
            } catch (InterruptedException e) {
                throw failure;
            }
        });
        assertThat(service.stop(Duration.ZERO)).isFalse();
        assertThat(service.status().failure()).containsSame(failure);
    }

    @Test
    void should_say_so_when_it_ends_without_being_ready() throws Exception {
        Service service = Service.start(OPTIONS, (scope, life) -> {});
        assertThatThrownBy(service::awaitReady)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without ever being ready");
        service.await();
    }

    @Test
    void should_cancel_the_service_when_whoever_stops_it_is_interrupted() throws Exception {
        Service service = Service.start(OPTIONS, scope -> Work.hang());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> service.stop(LONG)).isInstanceOf(InterruptedException.class);
        service.await();
        assertThat(service.status().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void should_keep_the_interrupt_when_closed() {
        Service service = Service.start(OPTIONS, scope -> Work.hang());
        Thread.currentThread().interrupt();
        service.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(service.status().state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void should_refuse_to_wait_for_itself() throws Exception {
        CountDownLatch have = new CountDownLatch(1);
        AtomicReference<Service> self = new AtomicReference<>();
        Service service = Service.start(OPTIONS, scope -> {
            Work.await(have);
            scope.go(() -> self.get().close()).await();
        });
        self.set(service);
        have.countDown();
        assertThatThrownBy(service::await).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void should_stop_a_supervisor_in_it_within_the_graces_of_its_children() throws Exception {
        // given
        List<String> stops = new CopyOnWriteArrayList<>();
        Service service = Service.start(OPTIONS, (scope, life) -> {
            Supervisor supervisor =
                    Supervisor.start(scope, SupervisorOptions.named("sup"), polite("a", stops), polite("b", stops));
            supervisor.awaitReady();
            life.ready();
        });
        service.awaitReady();

        // when
        boolean drained = service.stop(LONG);

        // then
        assertThat(drained).isTrue();
        assertThat(stops).containsExactly("b", "a");
    }

    private static Child polite(String name, List<String> stops) {
        return Child.of(name, life -> {
                    life.awaitStop();
                    stops.add(name);
                })
                .withGrace(LONG);
    }

    @Test
    void should_drain_in_reverse_order_of_the_start() throws Exception {
        // given
        List<String> ends = new CopyOnWriteArrayList<>();
        ShutdownDrain drain = ShutdownDrain.OF_JVM;
        for (String name : List.of("first", "second", "third")) {
            Service.start(ServiceOptions.named(name).drainedAtShutdown(LONG), (scope, life) -> {
                life.awaitStop();
                ends.add(name);
            });
        }
        Service untouched = Service.start(OPTIONS, scope -> Work.hang());

        // when
        drain.drain(); // as the hook does

        // then
        assertThat(ends).containsExactly("third", "second", "first");
        assertThat(untouched.status().state()).isEqualTo(ServiceState.READY);
        untouched.close();
    }

    @Test
    void should_wake_a_wait_in_the_stopping_context_when_asked() throws Exception {
        AtomicReference<Boolean> outlived = new AtomicReference<>();
        Service service = Service.start(OPTIONS, (scope, life) -> {
            life.ready();
            try {
                life.stopping().<InterruptedException>run(() -> Go.sleep(LONG));
            } catch (InterruptedException e) {
                outlived.set(!Context.current().isCancelled());
            }
        });
        service.awaitReady();
        assertThat(service.stop(LONG)).isTrue();
        assertThat(outlived).hasValue(true);
    }
}
