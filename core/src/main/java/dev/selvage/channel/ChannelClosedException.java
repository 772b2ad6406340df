package dev.selvage.channel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a send into a closed channel, and by a receive from one in which nothing is left. The cause is the failure that the
 * channel was {@linkplain Sender#close(Throwable) closed with}, if there was one.
 */
public class ChannelClosedException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which operation found which channel closed
     * @param cause why it was closed, or null
     */
    public ChannelClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
