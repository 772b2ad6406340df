package dev.selvage.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Logged;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each crash is in the log once, with the path of the goroutine that crashed; so is each failure of a service. */
@ExtendWith(NothingLeft.class)
class CrashLogTest {
    @RegisterExtension
    private final Logged log = new Logged();

    private List<String> warningsAbout(String what) {
        return Stream.of("WARN", "ERROR")
                .flatMap(level -> log.lines(level, what).stream())
                .toList();
    }

    private long causes(Throwable failure) {
        return log.lines(failure.toString()).stream()
                .filter(line -> line.equals(failure.toString()))
                .count();
    }

    @Test
    void should_log_each_crash_once_with_its_path() throws Exception {
        // given
        Crashing crashing = new Crashing();
        Recorder told = new Recorder();
        SupervisorOptions options = SupervisorOptions.named("sup")
                .withBackOff(Duration.ZERO, Duration.ZERO)
                .withListener(told);
        Exception first = new IOException("disk gone");
        Exception second = new IllegalStateException("and again");

        // when
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(scope, options, Child.of("worker", crashing));
            supervisor.awaitReady();
            crashing.end(first);
            crashing.end(second);
            told.await("start worker", 3);
            supervisor.stop();
            supervisor.await();
        });

        // then
        assertThat(warningsAbout("worker"))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).contains("In supervisor sup").contains("/worker#"));
        assertThat(causes(first)).isEqualTo(1);
        assertThat(causes(second)).isEqualTo(1);
    }

    @Test
    void should_log_the_failure_of_a_service_once_whoever_else_hears_of_it() {
        // given
        Exception failure = new IOException("no port");
        Service service = Service.start(ServiceOptions.named("poller"), scope -> {
            throw failure;
        });

        // when
        assertThatThrownBy(service::await).hasCause(failure);
        assertThatThrownBy(service::await).hasCause(failure);
        service.close();

        // then
        assertThat(warningsAbout("poller")).singleElement().asString().contains("service poller failed");
        assertThat(causes(failure)).isEqualTo(1);
    }
}
