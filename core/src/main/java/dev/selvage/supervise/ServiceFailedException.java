package dev.selvage.supervise;

import java.io.Serial;

/** Tells who waits for a service that it has failed. The cause is what left its scope. */
public class ServiceFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param service the service's name
     * @param cause what left its scope
     */
    public ServiceFailedException(String service, Throwable cause) {
        super("service " + service + " failed: " + cause, cause);
    }
}
