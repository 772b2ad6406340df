package dev.selvage.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each crash is in the log once, with the path of the goroutine that crashed; so is each failure of a service. */
@ExtendWith(NothingLeft.class)
class CrashLogTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private PrintStream before;

    /** The logger of these tests writes to System.err. */
    @BeforeEach
    void listenToLog() {
        before = System.err;
        System.setErr(new PrintStream(log, true));
    }

    @AfterEach
    void stopListening() {
        System.setErr(before);
    }

    /** Lines that are no part of a stack trace. */
    private List<String> linesAbout(String what) {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                .filter(line -> line.contains(what))
                .toList();
    }

    private long causes(Throwable failure) {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
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
        assertThat(linesAbout("worker"))
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
        assertThat(linesAbout("poller")).singleElement().asString().contains("service poller failed");
        assertThat(causes(failure)).isEqualTo(1);
    }
}
