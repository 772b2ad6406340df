package dev.selvage.http;

import java.util.Map;

/**
 * A response that says what went wrong, in the words of RFC 9457. It says nothing of the inside: no exception, no stack.
 *
 * @param status the HTTP status
 * @param title the status in words, as {@code about:blank} asks for
 * @param detail one sentence for the caller
 * @param headers further headers of the response
 */
record Problem(int status, String title, String detail, Map<String, String> headers) {
    private static final Map<String, String> CLOSE = Map.of("Connection", "close");

    static final Problem FAILED = of(500, "Internal Server Error", "The request failed.");
    static final Problem UNANSWERED = of(500, "Internal Server Error", "The request ended without an answer.");
    static final Problem DEADLINE = of(504, "Gateway Timeout", "The time for this request has passed.");
    static final Problem PART_TOO_SLOW = of(504, "Gateway Timeout", "A part of the request took too long.");
    static final Problem DRAINING = new Problem(503, "Service Unavailable", "The server is shutting down.", CLOSE);

    static Problem malformed(String header) {
        return of(
                400,
                "Bad Request",
                "The header " + header + " must be given once, as a whole number with one of the units"
                        + " ns, us, ms, s, m, h, such as 300ms.");
    }

    static Problem full(long retryAfterSeconds) {
        return new Problem(
                503,
                "Service Unavailable",
                "Too many requests are running.",
                Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }

    private static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of());
    }

    /** The body, about the request for {@code instance}. */
    String json(String instance) {
        return "{\"type\":\"about:blank\",\"title\":\"" + escaped(title) + "\",\"status\":" + status + ",\"detail\":\""
                + escaped(detail) + "\",\"instance\":\"" + escaped(instance) + "\"}\n";
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }
}
