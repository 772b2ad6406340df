package dev.selvage.benchmarks;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A child of a context that has many: derived and cancelled. */
public class ChildContext {
    /** How many siblings there are. */
    public abstract static class Siblings extends VirtualCaller {
        /** The number, all of them alive during the measurement. */
        @Param("10")
        public int siblings;
    }

    /** Selvage's parent. */
    public static class SelvageParent extends Siblings {
        private final CancellableContext parent = Context.background().withCancel();
        private CancellableContext[] others = {};

        /** Makes the siblings. */
        @Setup
        public void derive() {
            others = new CancellableContext[siblings];
            for (int i = 0; i < siblings; i++) {
                others[i] = parent.withCancel();
            }
        }
    }

    /** The parent of gRPC. */
    public static class GrpcParent extends Siblings {
        private final io.grpc.Context.CancellableContext parent = io.grpc.Context.ROOT.withCancellation();
        private io.grpc.Context.CancellableContext[] others = {};

        /** Makes the siblings; they listen, or else their parent would not know of them. */
        @Setup
        public void derive() {
            others = new io.grpc.Context.CancellableContext[siblings];
            for (int i = 0; i < siblings; i++) {
                others[i] = parent.withCancellation();
                others[i].addListener(ChildContext::ignore, Runnable::run);
            }
        }
    }

    private static void ignore(io.grpc.Context context) {}

    /** A child is known to its parent from its birth. */
    @Benchmark
    public Context selvage(SelvageParent state) {
        CancellableContext child = state.parent.withCancel();
        child.cancel();
        return child;
    }

    /** A child that its parent does not know of, as nobody listens to it. */
    @Benchmark
    public io.grpc.Context grpc(GrpcParent state) {
        io.grpc.Context.CancellableContext child = state.parent.withCancellation();
        child.cancel(null);
        return child;
    }

    /** A child that its parent knows of, as somebody listens. */
    @Benchmark
    public io.grpc.Context grpcWithListener(GrpcParent state) {
        io.grpc.Context.CancellableContext child = state.parent.withCancellation();
        child.addListener(ChildContext::ignore, Runnable::run);
        child.cancel(null);
        return child;
    }
}
