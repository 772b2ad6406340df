package dev.selvage.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * The response while its request is running. It is held back until it is flushed or grows over a limit: until then a failure
 * can still take its place. From then on it is <i>begun</i>, and only the end of the request ends it, so that a failure
 * leaves it visibly broken.
 *
 * <p>Used by one thread at a time.
 */
final class ResponseBody extends OutputStream {
    private static final int HELD_BACK = 16 * 1024;

    private final HttpExchange exchange;
    private final boolean head;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(256);
    private int status = -1;

    /** As in {@code sendResponseHeaders}: -1 for no body, 0 for a body of any length. */
    private long length;

    private long written;
    private boolean begun;
    private boolean closed;
    private boolean clientGone;

    ResponseBody(HttpExchange exchange) {
        this.exchange = exchange;
        this.head = exchange.getRequestMethod().equals("HEAD");
    }

    void headers(int newStatus, long newLength) throws IOException {
        if (status != -1) {
            throw new IOException("headers already sent");
        }
        status = newStatus;
        boolean bodiless = newStatus < 200 || newStatus == 204 || newStatus == 304;
        length = bodiless ? -1 : newLength;
        if (head && newLength > 0) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(newLength));
        }
    }

    int status() {
        return status;
    }

    /** Whether something of it has been sent, so that it cannot be taken back. */
    boolean begun() {
        return begun;
    }

    /** Whether sending failed: nobody is there to be told of a problem. */
    boolean clientGone() {
        return clientGone;
    }

    /** Whether there is nothing to send behind the headers. */
    boolean bodiless() {
        return head || length < 0;
    }

    /** Whether as much was written as the headers promise. */
    boolean whole() {
        return head || length <= 0 || written == length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        check(count);
        written += count;
        if (head) {
            return;
        }
        if (!begun && held.size() + count <= HELD_BACK) {
            held.write(bytes, offset, count);
        } else {
            begin();
            sending(() -> exchange.getResponseBody().write(bytes, offset, count));
        }
    }

    private void check(int count) throws IOException {
        if (closed) {
            throw new IOException("stream closed");
        }
        if (status == -1) {
            throw new IOException("response headers not sent yet");
        }
        if (!head && (length < 0 || (length > 0 && written + count > length))) {
            throw new IOException("too many bytes to write to stream");
        }
    }

    /** Sends what was held back; nothing while the headers are not known, as there is nothing to send. */
    @Override
    public void flush() throws IOException {
        if (status != -1 && !closed) {
            send();
        }
    }

    /** Forbids further writing. What was written is sent when the request has ended well. */
    @Override
    public void close() {
        closed = true;
    }

    /** Sends all but the end. */
    void send() throws IOException {
        begin();
        if (!bodiless()) {
            sending(() -> exchange.getResponseBody().flush());
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            sending(() -> {
                exchange.sendResponseHeaders(status, head ? -1 : length);
                if (held.size() > 0) {
                    held.writeTo(exchange.getResponseBody());
                }
            });
        }
    }

    private interface Sending {
        void run() throws IOException;
    }

    private void sending(Sending action) throws IOException {
        try {
            action.run();
        } catch (IOException e) {
            clientGone = true;
            throw e;
        }
    }
}
