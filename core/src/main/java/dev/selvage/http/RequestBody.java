package dev.selvage.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, for a reader that may be cancelled. An interrupt of a thread that reads a socket of the JDK's server
 * closes the socket, and with it the way for the answer; so each read of the socket runs on a thread of its own, and the
 * reader merely waits for it. A read that nobody waits for any more ends with its connection.
 *
 * <p>Used by one thread at a time.
 */
final class RequestBody extends InputStream {
    private static final int CHUNK = 16 * 1024;
    private static final byte[] NOTHING = {};

    private final InputStream source;
    private byte[] buffer = NOTHING;
    private int position;
    private int limit;
    private boolean ended;
    private boolean closed;

    /** The read of the socket that is under way, or null. */
    private @Nullable FutureTask<Integer> reading;

    RequestBody(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("Stream closed");
        }
        if (length == 0) {
            return 0;
        }
        if (position == limit && !filled()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return closed ? 0 : limit - position;
    }

    /** Forbids further reading; what the client still sends is for {@link #discard}. */
    @Override
    public void close() {
        closed = true;
    }

    /**
     * Reads and forgets what the client still sends, so that it gets to read the answer.
     *
     * @return whether the client sent all in this time
     */
    boolean discard(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        try {
            while (fill(Math.max(0, end - System.nanoTime()))) {
                position = limit;
                if (end - System.nanoTime() <= 0) {
                    return false;
                }
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean filled() throws IOException {
        try {
            return fill(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while reading the request").initCause(e);
        } catch (TimeoutException e) {
            throw new AssertionError("three centuries have passed", e);
        }
    }

    /** Waits for bytes; false at the end of the body. */
    private boolean fill(long nanos) throws IOException, InterruptedException, TimeoutException {
        if (ended) {
            return false;
        }
        FutureTask<Integer> read = reading;
        if (read == null) {
            read = new FutureTask<>(this::readSocket);
            reading = read;
            Thread.ofVirtual().name("selvage-http-read").start(read);
        }
        int count = result(read, nanos);
        reading = null;
        position = 0;
        limit = Math.max(0, count);
        ended = count < 0;
        return !ended;
    }

    private int readSocket() throws IOException {
        if (buffer.length == 0) {
            buffer = new byte[CHUNK];
        }
        return source.read(buffer);
    }

    private static int result(FutureTask<Integer> read, long nanos)
            throws IOException, InterruptedException, TimeoutException {
        try {
            return read.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The request could not be read: " + e.getCause(), e.getCause());
        }
    }
}
