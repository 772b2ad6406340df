package dev.selvage;

import dev.selvage.context.Context;
import dev.selvage.dsl.Go;
import java.time.Duration;
import java.util.concurrent.Callable;

class ByLanguageTest extends TwoWaysContract {
    @Override
    <T> T scope(Go.Op<T, Exception> body) throws Exception {
        return Go.<T, Exception>scope(body);
    }

    @Override
    void scoped(Go.Body<Exception> body) throws Exception {
        Go.scoped(body);
    }

    @Override
    <T> T within(Duration timeout, Go.Op<T, Exception> body) throws Exception {
        return Go.<T, Exception>within(timeout, body);
    }

    @Override
    <T> Goroutine<T> go(Callable<T> task) {
        return Go.go(task);
    }

    @Override
    Goroutine<Void> goTask(Task task) {
        return Go.go(task);
    }

    @Override
    Context context() {
        return Go.context();
    }
}
