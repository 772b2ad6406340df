package dev.selvage.testkit;

import static java.time.Duration.ofSeconds;

import dev.selvage.Scope;
import org.junit.jupiter.api.Test;

/** Code that the Javadoc shows. */
final class LeakSnippets {
    private LeakSnippets() {}

    // @start region=annotation
    @LeakCheck(ignore = {"metrics-*", "com.acme.Pool"})
    static class ShopTest {
        @Test
        void should_end_what_it_starts() throws InterruptedException {
            Scope.run(scope -> scope.go(() -> new Shop().open()));
        }
    }
    // @end

    static void plain() {
        // @start region=plain
        Leaks.options().settling(ofSeconds(2)).check(() -> new Shop().open());
        // @end
    }

    static final class Shop {
        void open() {}
    }
}
