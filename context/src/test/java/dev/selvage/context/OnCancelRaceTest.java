package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.internal.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnCancelRaceTest {
    private static final int ROUNDS = 3_000;

    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
    }

    /** A hook that counts itself, and its registration. */
    private static final class Probe {
        final AtomicInteger started = new AtomicInteger();
        final AtomicInteger ended = new AtomicInteger();
        final AtomicReference<Boolean> stopped = new AtomicReference<>();
        final Registration registration;

        Probe(Context context) {
            registration = context.onCancel(() -> {
                started.incrementAndGet();
                ended.incrementAndGet();
            });
        }
    }

    @Test
    void should_tell_the_truth_when_stop_races_with_cancel() {
        List<Probe> probes = new ArrayList<>();
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancellableContext context = Context.background().withCancel();
            Probe probe = new Probe(context.withCancel());
            probes.add(probe);

            // when
            together.run(context::cancel, () -> probe.stopped.set(probe.registration.stop()));
        }

        // then
        for (Probe probe : probes) {
            probe.registration.close();
            assertThat(probe.started).hasValue(probe.stopped.get() ? 0 : 1);
            assertThat(probe.registration.stop()).isEqualTo(probe.stopped.get());
        }
    }

    @Test
    void should_neither_run_nor_start_after_close_when_close_races_with_cancel() {
        List<Probe> probes = new ArrayList<>();
        AtomicBoolean running = new AtomicBoolean();
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancellableContext context = Context.background().withCancel();
            Probe probe = new Probe(context);
            probes.add(probe);

            // when
            together.run(context::cancel, () -> {
                probe.registration.close();
                running.compareAndSet(false, probe.started.get() != probe.ended.get());
                probe.stopped.set(probe.started.get() == 0);
            });
        }

        // then
        assertThat(running).isFalse();
        assertThat(probes).allSatisfy(probe -> assertThat(probe.started).hasValue(probe.stopped.get() ? 0 : 1));
    }

    @Test
    void should_run_exactly_once_when_registering_races_with_several_cancels() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            // given
            CancellableContext context = Context.background().withCancel();
            AtomicReference<Probe> probe = new AtomicReference<>();

            // when
            together.run(context::cancel, context::close, () -> probe.set(new Probe(context)));
            probe.get().registration.close();

            // then
            assertThat(probe.get().started).hasValue(1);
            assertThat(probe.get().ended).hasValue(1);
        }
    }
}
