/**
 * Goroutines for Java that cannot leak: scopes that own what they start, on virtual threads.
 *
 * <p>Start at {@link dev.selvage.Scope}, or at {@link dev.selvage.dsl.Go} for the same as a small language.
 */
@org.jspecify.annotations.NullMarked
module dev.selvage.core {
    requires transitive dev.selvage.context;
    requires static org.jspecify;
    requires org.slf4j;
    requires static transitive jdk.httpserver;
    requires static transitive java.net.http;

    exports dev.selvage;
    exports dev.selvage.channel;
    exports dev.selvage.dsl;
    exports dev.selvage.http;
}
