package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sieve of the Go tutorial: a filter for each prime, one behind the other. */
@ExtendWith(NothingLeft.class)
class PrimeSieveTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16})
    void should_give_the_primes_and_leave_nothing_when_cancelled(int capacity) throws InterruptedException {
        int count = 150;
        List<Integer> primes = Scope.call(scope -> {
            List<Integer> found = new ArrayList<>();
            Channel<Integer> numbers = Channel.buffered(capacity);
            scope.go(() -> generate(numbers));
            Channel<Integer> last = numbers;
            while (found.size() < count) {
                int prime = last.receive();
                found.add(prime);
                Channel<Integer> in = last;
                Channel<Integer> out = Channel.buffered(capacity);
                scope.go(() -> filter(in, out, prime));
                last = out;
            }
            scope.cancel("found enough");
            return found;
        });
        assertThat(primes)
                .isEqualTo(IntStream.iterate(2, n -> n + 1)
                        .filter(PrimeSieveTest::isPrime)
                        .limit(count)
                        .boxed()
                        .toList());
    }

    private static void generate(Sender<Integer> out) throws InterruptedException {
        for (int n = 2; ; n++) {
            out.send(n);
        }
    }

    private static void filter(Receiver<Integer> in, Sender<Integer> out, int prime) throws InterruptedException {
        for (Integer n : in) {
            if (n % prime != 0) {
                out.send(n);
            }
        }
    }

    private static boolean isPrime(int n) {
        return IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0);
    }
}
