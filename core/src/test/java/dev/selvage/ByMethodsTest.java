package dev.selvage;

import dev.selvage.context.Context;
import dev.selvage.dsl.Go;
import java.time.Duration;
import java.util.concurrent.Callable;

class ByMethodsTest extends TwoWaysContract {
    @Override
    <T> T scope(Go.Op<T, Exception> body) throws Exception {
        return Scope.<T, Exception>call(scope -> body.call());
    }

    @Override
    void scoped(Go.Body<Exception> body) throws Exception {
        Scope.<Exception>run(scope -> body.run());
    }

    @Override
    <T> T within(Duration timeout, Go.Op<T, Exception> body) throws Exception {
        return Scope.options().withTimeout(timeout).<T, Exception>call(scope -> body.call());
    }

    @Override
    <T> Goroutine<T> go(Callable<T> task) {
        return Scope.current().go(task);
    }

    @Override
    Goroutine<Void> goTask(Task task) {
        return Scope.current().go(task);
    }

    @Override
    Context context() {
        return Context.current();
    }
}
