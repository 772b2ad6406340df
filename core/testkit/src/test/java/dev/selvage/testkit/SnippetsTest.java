package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the Javadoc shows does what it says. */
class SnippetsTest {
    @Test
    void should_run_as_shown() throws InterruptedException {
        assertThat(Junit.of(LeakSnippets.ShopTest.class).run().values()).allMatch(Optional::isEmpty);
        LeakSnippets.plain();
        FakeTimeSourceSnippets.cache();
        ScopeAssertionsSnippets.assertions();
        assertThat(FaultInjectorSnippets.sweep()).isNotEmpty();
    }
}
