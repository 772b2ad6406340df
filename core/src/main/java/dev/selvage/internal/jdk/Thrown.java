package dev.selvage.internal.jdk;

/** What comes out of a method handle, which declares {@code Throwable}, as what it can be. */
final class Thrown {
    private Thrown() {}

    /** Returns {@code thrown} if it is a runtime exception, throws it if it is an error. */
    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (thrown instanceof RuntimeException exception)
                ? exception
                : new IllegalStateException("Not declared by StructuredTaskScope in JDK 25 to 28", thrown);
    }

    /** By name: to refer to the class, itself a preview API, would need the flag. */
    static boolean isStructureViolation(Throwable thrown) {
        return thrown.getClass().getName().equals("java.util.concurrent.StructureViolationException");
    }
}
