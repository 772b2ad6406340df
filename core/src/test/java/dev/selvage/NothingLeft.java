package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.Context;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test no goroutine lives, no scope is open, no interrupt is pending, and the thread runs in nothing. */
public final class NothingLeft implements BeforeEachCallback, AfterEachCallback {
    private int before;

    @Override
    public void beforeEach(ExtensionContext test) {
        before = Goroutines.count();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        boolean interrupted = Thread.interrupted();
        assertThat(Goroutines.count()).as("goroutines").isEqualTo(before);
        assertThat(Goroutines.snapshot().roots()).as("open scopes").isEmpty();
        assertThat(interrupted).as("interrupt flag").isFalse();
        assertThat(Context.current()).as("current context").isSameAs(Context.background());
    }
}
