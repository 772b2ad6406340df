package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's own ScopedValue beside scopes. The last tests pin down what the JDK does. */
@ExtendWith(NothingLeft.class)
class ScopedValueTest {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();

    @Test
    void should_be_seen_by_goroutines_when_bound_around_the_scope() throws Exception {
        String seen = ScopedValue.where(USER, "ann")
                .call(() -> Scope.<String, InterruptedException>call(
                        scope -> scope.go(() -> scope.go(USER::get).await()).await()));
        assertThat(seen).isEqualTo("ann");
    }

    @Test
    void should_refuse_and_say_what_to_do_when_the_owner_has_rebound_one() throws Exception {
        int before = Goroutines.count();
        Scope.run(scope -> {
            ScopedValue.where(USER, "ann")
                    .run(() -> assertThatThrownBy(() -> scope.go(() -> {}))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("open a scope inside the binding"));
            assertThat(Goroutines.count()).isEqualTo(before);
            scope.go(() -> {}).await(); // the refused start has left no trace
        });
    }

    @Test
    void should_be_seen_when_a_scope_is_opened_inside_of_the_binding() throws Exception {
        String seen = Scope.call(outer -> ScopedValue.where(USER, "ann")
                .call(() -> Scope.<String, InterruptedException>call(
                        inner -> inner.go(USER::get).await())));
        assertThat(seen).isEqualTo("ann");
    }

    @Test
    void should_refuse_when_an_open_scope_was_opened_outside_of_the_binding() {
        try (Scope scope = Scope.open()) {
            ScopedValue.where(USER, "ann")
                    .run(() -> assertThatThrownBy(() -> scope.go(() -> {})).isInstanceOf(IllegalStateException.class));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_start_after_the_first_binding_of_the_thread_when_an_open_scope_was_opened_before(boolean shared)
            throws Exception {
        for (Thread.Builder builder : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            String value = Work.on(builder, () -> {
                ScopeOptions options = shared ? Scope.options().shared() : Scope.options();
                try (Scope scope = options.open()) {
                    scope.go(() -> 1).await();
                    Scope.run(inner -> inner.go(() -> {}));
                    return scope.go(() -> {
                                scope.go(() -> {}).await();
                                Scope.run(inner -> {});
                                return scope.go(() -> "started").await();
                            })
                            .await();
                }
            });
            assertThat(value).isEqualTo("started");
        }
    }

    @Test
    void should_work_from_inside_a_binding_when_the_scope_is_shared_and_another_thread_starts() throws Exception {
        // given
        AtomicReference<Boolean> bound = new AtomicReference<>();

        // when: the spawner's bindings count, not the caller's
        Scope.options()
                .shared()
                .run(scope -> Work.on(Thread.ofVirtual(), () -> {
                    ScopedValue.where(USER, "ann").run(() -> scope.go(() -> bound.set(USER.isBound())));
                    return null;
                }));

        // then
        assertThat(bound).hasValue(false);
    }

    @Test
    void should_see_the_value_when_a_goroutine_starts_inside_a_binding_and_waits_for_its_children_there()
            throws Exception {
        // when: the first go of a goroutine opens the JDK's scope, inside the binding
        Throwable thrown = catchThrowable(() -> Scope.run(scope -> scope.go(() -> {
            AtomicReference<String> seen = new AtomicReference<>();
            Throwable atTheEnd = catchThrowable(() ->
                    ScopedValue.where(USER, "ann").run(() -> scope.go(() -> seen.set(USER.get()))));
            assertThat(seen).hasValue("ann");
            assertThat(atTheEnd).isNotNull();
            assertThat(atTheEnd.getClass().getName()).isEqualTo("java.util.concurrent.StructureViolationException");
        })));

        // then
        assertThat(thrown).isNull();
    }

    @Test
    void should_refuse_when_a_goroutine_has_started_before_it_rebinds() throws Exception {
        Scope.run(scope -> scope.go(() -> {
            scope.go(() -> {});
            ScopedValue.where(USER, "ann")
                    .run(() -> assertThatThrownBy(() -> scope.go(() -> {}))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("open a scope inside the binding"));
        }));
    }
}
