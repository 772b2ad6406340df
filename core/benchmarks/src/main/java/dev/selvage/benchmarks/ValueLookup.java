package dev.selvage.benchmarks;

import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A value looked up from the innermost of many layers; it was set in the outermost, and each layer has a key of its own. */
public class ValueLookup extends VirtualCaller {
    /** How many layers, the one with the value included. */
    @Param("1")
    public int layers;

    private Context context = Context.background();
    private ContextKey<Integer> key = ContextKey.named("first", Integer.class);

    private io.grpc.Context grpcContext = io.grpc.Context.ROOT;
    private io.grpc.Context.Key<Integer> grpcKey = io.grpc.Context.key("first");

    /** Puts the layers on. */
    @Setup
    public void layer() {
        context = context.with(key, 0);
        grpcContext = grpcContext.withValue(grpcKey, 0);
        for (int i = 1; i < layers; i++) {
            context = context.with(ContextKey.named("key " + i, Integer.class), i);
            grpcContext = grpcContext.withValue(io.grpc.Context.key("key " + i), i);
        }
    }

    /** Selvage. */
    @Benchmark
    public Integer selvage() {
        return context.get(key);
    }

    /** The persistent hash map of gRPC. */
    @Benchmark
    public Integer grpc() {
        return grpcKey.get(grpcContext);
    }
}
