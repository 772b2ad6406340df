package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names, numbers, paths, and the line that started a goroutine, which tests record. */
@ExtendWith(NothingLeft.class)
class NamesTest {
    @Test
    void should_name_scopes_and_goroutines_by_default() throws Exception {
        Scope.run(scope -> {
            assertThat(scope.name()).isEqualTo("scope");
            assertThat(scope.path()).isEqualTo("scope");
            Goroutine<?> goroutine = scope.go(() -> {});
            assertThat(goroutine.name()).isEqualTo("goroutine");
            assertThat(goroutine.path()).isEqualTo("scope/goroutine#" + goroutine.id());
        });
    }

    @Test
    void should_give_the_path_from_the_root_down_when_nested() throws Exception {
        Scope.options().named("request").run(request -> {
            Scope.options().named("checkout").run(checkout -> {
                assertThat(checkout.path()).isEqualTo("request/checkout");
                Goroutine<String> payment = checkout.go(
                        "payment", () -> Scope.options().named("retry").<String, RuntimeException>call(Scope::path));
                assertThat(payment.path()).isEqualTo("request/checkout/payment#" + payment.id());
                assertThat(payment.await()).isEqualTo(payment.path() + "/retry");
                assertThat(payment).hasToString("goroutine " + payment.path());
            });
            assertThat(request).hasToString("scope request");
        });
    }

    @Test
    void should_give_every_goroutine_a_number_of_its_own() throws Exception {
        Set<Long> ids = ConcurrentHashMap.newKeySet();
        Scope.run(scope -> {
            for (int i = 0; i < 500; i++) {
                ids.add(scope.go(() -> {}).id());
            }
        });
        assertThat(ids).hasSize(500);
    }

    @Test
    void should_tell_the_line_that_started_it_when_a_goroutine_fails() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.options()
                        .named("checkout")
                        .run(scope -> scope.go("payment", () -> {
                            throw new IllegalStateException("declined");
                        })));

        // then
        StackTraceElement site = thrown.failure().createdAt().orElseThrow();
        assertThat(site.getClassName()).isEqualTo(NamesTest.class.getName());
        assertThat(site.getMethodName()).contains("should_tell_the_line");
        assertThat(thrown)
                .hasMessageContaining("checkout/payment#" + thrown.failure().id())
                .hasMessageContaining("panicked: java.lang.IllegalStateException: declined")
                .hasMessageContaining("NamesTest.java:" + site.getLineNumber());
        assertThat(thrown.failure().path())
                .isEqualTo("checkout/payment#" + thrown.failure().id());
    }

    @Test
    void should_tell_the_users_line_when_started_by_the_language() {
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> dev.selvage.dsl.Go.scoped(() -> dev.selvage.dsl.Go.go(() -> {
                    throw new IllegalStateException();
                })));
        assertThat(thrown.failure().createdAt().orElseThrow().getClassName()).isEqualTo(NamesTest.class.getName());
    }
}
