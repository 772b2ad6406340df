package dev.selvage.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.selvage.Goroutines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");

    private static Served served;

    /** The program, as it runs with {@code --serve}. */
    private record Served(Thread thread, ByteArrayOutputStream out, CompletableFuture<Integer> code) {

        static Served started() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CompletableFuture<Integer> code = new CompletableFuture<>();
            PrintStream print = new PrintStream(out, true);
            Thread thread = Thread.ofPlatform()
                    .start(() -> code.complete(Main.run(new String[] {"--serve", "--port", "0"}, print, print)));
            await().atMost(LONG)
                    .until(() -> out.toString(StandardCharsets.UTF_8).contains("Ctrl-C"));
            return new Served(thread, out, code);
        }

        String text() {
            return out.toString(StandardCharsets.UTF_8);
        }

        URI address() {
            Matcher address = ADDRESS.matcher(text());
            assertThat(address.find()).isTrue();
            return URI.create(address.group());
        }

        int end() throws Exception {
            thread.interrupt();
            return code.get();
        }
    }

    @BeforeAll
    static void serve() {
        served = Served.started();
    }

    @AfterAll
    static void drain() throws Exception {
        assertThat(served.end()).isZero();
        assertThat(served.text()).contains("Drained in ").contains("0 goroutines left.");
        CLIENT.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "customer=7&item=good-1, 200",
        "customer=7&item=slow-1, 504",
        "customer=7&item=faulty-1, 500",
        "customer=7&item=hanging-1, 504",
        "customer=1&item=good-1, 504"
    })
    void should_answer_and_leave_nothing_when_a_checkout_is_asked_for(String query, int status) throws Exception {
        HttpResponse<String> response = get("/checkout?" + query, "30s");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(get("/alive", "30s").body()).startsWith("{\"goroutines\":0,");
    }

    @Test
    void should_tell_the_service_how_much_time_is_left_when_it_asks() throws Exception {
        assertThat(get("/checkout?customer=7&item=good-1", "30s").body())
                .startsWith("{\"customer\":\"Customer 7\",\"purchases\":6,")
                .containsPattern("\"timeLeftForPrice\":\"[1-3][0-9]{5}us\"");
    }

    @Test
    void should_answer_504_when_the_callers_deadline_is_tiny() throws Exception {
        assertThat(get("/checkout?customer=7&item=good-1", "1ms").statusCode()).isEqualTo(504);
    }

    @Test
    void should_answer_400_when_the_callers_deadline_is_malformed() throws Exception {
        assertThat(get("/checkout?customer=7&item=good-1", "soon").statusCode()).isEqualTo(400);
    }

    @Test
    void should_refuse_some_when_a_crowd_comes() throws Exception {
        assertThat(get("/crowd", "30s").body()).matches("[1-9][0-9]? × 503, [1-9][0-9]? × 504");
        assertThat(get("/naive/crowd", "30s").body()).isEqualTo("100 × 200");
    }

    @Test
    void should_show_a_page_the_goroutines_and_nothing_else_when_looked_at() throws Exception {
        assertThat(get("/", "30s").body()).contains("<title>Selvage").contains("/goroutines");
        assertThat(get("/goroutines", "30s").body()).startsWith("Goroutines.count() = 0");
        assertThat(get("/nothing", "30s").statusCode()).isEqualTo(404);
    }

    @Test
    void should_keep_naive_threads_until_they_are_released_when_a_service_hangs() throws Exception {
        // given
        var naive =
                CLIENT.sendAsync(request("/naive/checkout?customer=7&item=hanging-1", "30s"), BodyHandlers.ofString());
        await().atMost(LONG).until(() -> get("/alive", "30s").body().contains("\"naive\":2}"));

        // when
        get("/release", "30s");

        // then
        assertThat(naive.get().statusCode()).isEqualTo(500);
        await().atMost(LONG).until(() -> get("/alive", "30s").body().contains("\"naive\":0}"));
        assertThat(Goroutines.count()).isZero();
    }

    private static HttpResponse<String> get(String path, String timeLeft) throws Exception {
        return CLIENT.send(request(path, timeLeft), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String timeLeft) {
        return HttpRequest.newBuilder(URI.create(served.address() + path))
                .header("Request-Timeout", timeLeft)
                .timeout(LONG)
                .build();
    }
}
