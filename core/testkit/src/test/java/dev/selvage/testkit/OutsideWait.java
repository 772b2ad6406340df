package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.selvage.http.ScopedClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What waits outside for a moment, told by what it looks like. */
enum OutsideWait {
    SLEEP {
        @Override
        void now() throws Exception {
            Thread.sleep(A_MOMENT);
        }
    },
    TIMED_WAIT {
        @Override
        void now() throws Exception {
            assertThat(new LinkedBlockingQueue<>().poll(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS))
                    .isNull();
        }
    },
    FUTURE {
        @Override
        void now() throws Exception {
            assertThat(new CompletableFuture<>()
                            .completeOnTimeout("done", A_MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                            .get(1, TimeUnit.MINUTES))
                    .isEqualTo("done");
        }
    },
    SOCKET {
        @Override
        void now() throws Exception {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread.ofPlatform().start(() -> answer(server));
                try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    assertThat(client.getInputStream().read()).isEqualTo(7);
                }
            }
        }
    },
    HTTP {
        @Override
        void now() throws Exception {
            HttpServer server = slowServer();
            try (HttpClient client = HttpClient.newHttpClient()) {
                URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
                HttpRequest request = HttpRequest.newBuilder(uri).build();
                assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(204);
            } finally {
                server.stop(0);
            }
        }
    },
    LIBRARYS_HTTP {
        @Override
        void now() throws Exception {
            HttpServer server = slowServer();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest request = HttpRequest.newBuilder(uri(server)).build();
                assertThat(ScopedClient.of(client)
                                .send(request, BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(204);
            } finally {
                server.stop(0);
            }
        }
    },
    THREAD_POOL {
        @Override
        void now() throws Exception {
            try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
                assertThat(pool.submit(() -> {
                                    Thread.sleep(A_MOMENT);
                                    return "done";
                                })
                                .get())
                        .isEqualTo("done");
            }
        }
    },
    JOIN {
        @Override
        void now() throws Exception {
            Thread.ofPlatform().start(OutsideWait::pause).join();
        }
    },
    PROCESS {
        @Override
        void now() throws Exception {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            Process process = new ProcessBuilder(java.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).isZero();
        }
    },
    COMMON_POOL {
        @Override
        void now() {
            int sum = IntStream.range(0, 64).parallel().peek(any -> pause()).sum();
            assertThat(sum).isEqualTo(2016);
        }
    };

    abstract void now() throws Exception;

    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private static HttpServer slowServer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            pause();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(ServerSocket server) {
        try (Socket accepted = server.accept()) {
            Thread.sleep(A_MOMENT);
            accepted.getOutputStream().write(7);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
