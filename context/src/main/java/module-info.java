/**
 * Cancellation, deadlines and request values that flow down a tree.
 *
 * <p>The only exported package is {@link dev.selvage.context}. The internal package is open to Selvage's own modules
 * alone: it is the seam on which scopes, the virtual clock and the simulation stand.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // core and testkit, which may read the internals, are compiled later
module dev.selvage.context {
    requires static org.jspecify;
    requires org.slf4j;

    exports dev.selvage.context;
    exports dev.selvage.context.internal to
            dev.selvage.core,
            dev.selvage.testkit;
}
