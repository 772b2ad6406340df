/**
 * The edge: HTTP requests in scopes, deadlines that travel in a header, servers that end with nothing left running.
 *
 * <ul>
 *   <li>{@link dev.selvage.http.ScopedServer} owns a {@code com.sun.net.httpserver.HttpServer} and {@code drain}s it.
 *   <li>{@link dev.selvage.http.ScopedHandler} runs each request of one route in a scope of its own; {@link
 *       dev.selvage.http.HandlerOptions} says under which timeout and limit.
 *   <li>{@link dev.selvage.http.ScopedClient} sends requests with a {@code java.net.http.HttpClient}: the deadline goes
 *       with them, cancellation aborts them.
 *   <li>{@link dev.selvage.http.DeadlineHeader} is the format in which both speak of the time that is left.
 * </ul>
 *
 * <h2>Memory consistency</h2>
 *
 * <ul>
 *   <li>What the goroutines of a request did <i>happens-before</i> the end of its response is sent.
 *   <li>What the requests of a server did <i>happens-before</i> the return of its {@code drain}.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.http;
