package dev.selvage.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
    @TempDir
    private Path directory;

    private Shop shop;

    @BeforeEach
    void open() throws SQLException {
        shop = Shop.open(directory);
    }

    @AfterEach
    void close() throws SQLException {
        shop.close();
    }

    @Test
    void should_know_customers_and_their_history_when_asked() throws Exception {
        assertThat(shop.customer(7)).isEqualTo("Customer 7");
        assertThat(shop.customer(1_000_000)).isEqualTo("a stranger");
        assertThat(shop.history(7).purchases()).isEqualTo(6);
    }

    @Test
    void should_keep_its_rows_when_opened_again() throws Exception {
        Customers.History before = shop.history(7);
        shop.close();
        open();

        assertThat(shop.history(7)).isEqualTo(before);
    }

    @Test
    void should_cancel_the_query_when_the_deadline_passes() throws Exception {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(200))
                        .run(scope -> {
                            scope.go("history", () -> shop.history(Shop.COLLECTOR));
                        }))
                .isInstanceOf(DeadlineExceededException.class)
                .hasNoSuppressedExceptions();

        assertThat(shop.running()).isZero();
    }

    @Test
    void should_cancel_the_query_when_nobody_is_interrupted() throws Exception {
        // given
        try (CancellableContext context = Context.background().withCancel()) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread reader = Thread.ofPlatform().start(() -> {
                try {
                    context.call(() -> shop.history(Shop.COLLECTOR));
                    end.complete(null);
                } catch (Exception e) {
                    end.complete(e);
                }
            });
            await().until(() -> shop.running() == 1);

            // when
            context.cancel();

            // then
            assertThat(end.get()).isInstanceOf(InterruptedException.class).hasCauseInstanceOf(SQLException.class);
            assertThat(shop.running()).isZero();
            reader.join();
        }
    }

    @Test
    void should_serve_others_when_queries_were_cancelled() throws Exception {
        for (int i = 0; i < 50; i++) {
            // when: deadlines from long before the end of the queries to just after it
            try {
                Scope.options().withTimeout(Duration.ofMillis(1 + i / 3)).run(scope -> {
                    for (int customer = 1; customer <= 16; customer++) {
                        int id = customer;
                        scope.go(() -> shop.history(id));
                    }
                });
            } catch (DeadlineExceededException e) {
                assertThat(e).hasNoSuppressedExceptions();
            }

            // then
            Scope.run(scope -> {
                for (int customer = 2; customer <= 17; customer++) {
                    int id = customer;
                    scope.go(() -> assertThat(shop.history(id).purchases()).isEqualTo(6));
                }
            });
        }
        assertThat(shop.running()).isZero();
    }
}
