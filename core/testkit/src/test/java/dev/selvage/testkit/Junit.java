package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes with a JUnit of its own, and tells how each test and class ended. */
final class Junit {
    private final LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();

    private Junit() {}

    static Junit of(Class<?>... classes) {
        Junit run = new Junit();
        for (Class<?> type : classes) {
            run.request.selectors(selectClass(type));
        }
        return run;
    }

    Junit with(String parameter, String value) {
        request.configurationParameter(parameter, value);
        return this;
    }

    Junit inParallel(String threads) {
        return with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.config.executor-service", threads)
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
    }

    /** What each test and class failed with, by its display name; empty: it passed. */
    Map<String, Optional<Throwable>> run() throws InterruptedException {
        Map<String, Optional<Throwable>> results = new ConcurrentHashMap<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                results.put(test.getDisplayName(), result.getThrowable());
            }
        };
        // A thread of its own: some tests leave scopes open on it, for whose goroutines the JDK then lets it wait.
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).start(() -> {
            LauncherFactory.create().execute(request.build(), listener);
            done.countDown();
        });
        assertThat(done.await(50, TimeUnit.SECONDS)).as("JUnit came to its end").isTrue();
        return new LinkedHashMap<>(results);
    }
}
