package dev.selvage.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.flow.SingleFlight;
import dev.selvage.testkit.LeakCheck;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the recipe for Caffeine says of it. */
@LeakCheck
class CacheTest {
    private final Cache<String, String> cache = Caffeine.newBuilder().build();
    private final SingleFlight<String, String> loads = SingleFlight.named("prices");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch allowed = new CountDownLatch(1);

    /** As the recipe. */
    private String price(String item, Callable<String> load) throws InterruptedException {
        String known = cache.getIfPresent(item);
        return known != null
                ? known
                : loads.call(item, () -> {
                    String loaded = load.call();
                    cache.put(item, loaded);
                    return loaded;
                });
    }

    private String hang() throws InterruptedException {
        begun.countDown();
        allowed.await();
        return "9.90";
    }

    /** A loader of Caffeine's may not throw what is checked. */
    private String hangUnchecked(String item) {
        try {
            return hang();
        } catch (InterruptedException e) {
            Context.current().throwIfCancelled(); // what the scope knows as its own cancellation, and no failure
            throw new IllegalStateException("no price of " + item, e);
        }
    }

    @Test
    void should_load_once_for_all_who_ask_meanwhile_and_remember() throws Exception {
        Scope.run(scope -> {
            Goroutine<String> first = scope.go(() -> price("tea", this::hang));
            begun.await();
            Goroutine<String> second = scope.go(() -> price("tea", () -> "another price"));
            allowed.countDown();
            assertThat(first.await()).isEqualTo("9.90");
            assertThat(second.await()).isEqualTo("9.90");
        });

        assertThat(price("tea", () -> "another price")).isEqualTo("9.90");
    }

    @Test
    void should_let_another_load_when_the_one_who_loads_is_cancelled() throws Exception {
        Scope.run(scope -> {
            Goroutine<String> first = scope.go(() -> price("tea", this::hang));
            begun.await();
            Goroutine<String> second = scope.go(() -> price("tea", () -> "10.90"));
            first.cancel();
            assertThatThrownBy(first::await).isInstanceOf(CancelledException.class);
            assertThat(second.await()).isEqualTo("10.90");
        });

        assertThat(cache.asMap()).containsExactly(entry("tea", "10.90"));
    }

    @Test
    void should_stop_waiting_when_the_one_who_waits_is_cancelled() throws Exception {
        Scope.run(scope -> {
            Goroutine<String> first = scope.go(() -> price("tea", this::hang));
            begun.await();
            Goroutine<String> second = scope.go(() -> price("tea", this::hang));
            second.cancel();
            assertThatThrownBy(second::await).isInstanceOf(CancelledException.class);
            allowed.countDown();
            assertThat(first.await()).isEqualTo("9.90");
        });
    }

    @Test
    void should_end_the_loader_and_remember_nothing_when_a_plain_get_is_cancelled() throws Exception {
        Scope.run(scope -> {
            Goroutine<String> first = scope.go(() -> cache.get("tea", this::hangUnchecked));
            begun.await();
            first.cancel();
            assertThatThrownBy(first::await).isInstanceOf(CancelledException.class);
        });

        assertThat(cache.asMap()).isEmpty();
    }

    /** Why the recipe has a single flight in it. */
    @Test
    void should_wait_on_for_another_loader_when_a_plain_get_is_cancelled() throws Exception {
        Scope.run(scope -> {
            Goroutine<String> first = scope.go(() -> cache.get("tea", this::hangUnchecked));
            begun.await();
            AtomicReference<Thread> waits = new AtomicReference<>();
            Goroutine<String> second = scope.go(() -> {
                waits.set(Thread.currentThread());
                return cache.get("tea", item -> "another price");
            });
            await().until(() -> waits.get() != null && waits.get().getState() == Thread.State.BLOCKED);
            second.cancel();
            assertThat(second.outcome()).isEmpty();
            assertThat(waits.get().getState()).isEqualTo(Thread.State.BLOCKED);
            allowed.countDown();
            assertThat(first.await()).isEqualTo("9.90");
        });
    }
}
