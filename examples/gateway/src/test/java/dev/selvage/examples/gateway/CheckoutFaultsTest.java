package dev.selvage.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.testkit.FaultInjector;
import dev.selvage.testkit.LeakCheck;
import dev.selvage.testkit.Leaks;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout's questions to the database, while each operation in turn fails or is cancelled. */
@LeakCheck
class CheckoutFaultsTest {
    private static final int CONNECTIONS = 16;

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

    private void checkout() throws InterruptedException {
        Scope.run(scope -> {
            Goroutine<String> customer = scope.go("customer", () -> shop.customer(7));
            Goroutine<Customers.History> history = scope.go("history", () -> shop.history(7));
            assertThat(customer.await()).isEqualTo("Customer 7");
            assertThat(history.await().purchases()).isEqualTo(6);
        });
    }

    private void checkoutWith(FaultInjector faults) throws InterruptedException {
        try {
            faults.run(this::checkout);
        } catch (IllegalStateException | ScopeFailedException expected) {
            assertThat(expected).hasStackTraceContaining("injected");
        }
    }

    @Test
    void should_leave_nothing_and_lose_no_connection_when_any_operation_fails_or_is_cancelled() throws Exception {
        // given
        int points = FaultInjector.none().run(this::checkout);

        // when
        for (int n = 1; n <= points; n++) {
            FaultInjector.Point point = FaultInjector.none().at(n);
            Leaks.check(() -> checkoutWith(point.fail(() -> new IllegalStateException("injected"))));
            Leaks.check(() -> checkoutWith(point.cancel()));
        }

        // then
        assertThat(points).isGreaterThan(4);
        assertThat(shop.running()).isZero();
        Scope.run(scope -> {
            for (int i = 0; i < CONNECTIONS; i++) {
                scope.go(() -> shop.customer(7));
            }
        });
    }
}
