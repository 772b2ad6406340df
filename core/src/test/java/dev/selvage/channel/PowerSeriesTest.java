package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Power series as streams of coefficients, each operation a goroutine; after Doug McIlroy's "Squinting at power series". */
@ExtendWith(NothingLeft.class)
class PowerSeriesTest {
    record Ratio(BigInteger above, BigInteger below) {
        static final Ratio ZERO = of(0, 1);
        static final Ratio ONE = of(1, 1);

        static Ratio of(long above, long below) {
            return reduced(BigInteger.valueOf(above), BigInteger.valueOf(below));
        }

        private static Ratio reduced(BigInteger above, BigInteger below) {
            BigInteger common = above.gcd(below);
            return new Ratio(above.divide(common), below.divide(common));
        }

        Ratio plus(Ratio other) {
            return reduced(above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
        }

        Ratio times(Ratio other) {
            return reduced(above.multiply(other.above), below.multiply(other.below));
        }

        @Override
        public String toString() {
            return below.equals(BigInteger.ONE) ? above.toString() : above + "/" + below;
        }
    }

    /** The operations, whose goroutines belong to one scope. */
    private record Series(Scope scope) {
        /** All coefficients are the same: c / (1 - x). */
        Channel<Ratio> constant(Ratio c) {
            Channel<Ratio> out = Channel.rendezvous();
            scope.go(() -> {
                while (true) {
                    out.send(c);
                }
            });
            return out;
        }

        /** The same series, several times. */
        List<Channel<Ratio>> split(Receiver<Ratio> in, int count) {
            List<Channel<Ratio>> outs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                outs.add(Channel.rendezvous());
            }
            scope.go(() -> {
                for (Ratio c : in) {
                    for (Channel<Ratio> out : outs) {
                        out.send(c);
                    }
                }
            });
            return outs;
        }

        /** The product; takes both factors in whatever order they come. */
        Channel<Ratio> times(Receiver<Ratio> f, Receiver<Ratio> g) {
            Channel<Ratio> out = Channel.rendezvous();
            scope.go(() -> {
                List<Ratio> fs = new ArrayList<>();
                List<Ratio> gs = new ArrayList<>();
                for (int n = 0; ; n++) {
                    int degree = n;
                    while (fs.size() <= n || gs.size() <= n) {
                        Select.select(
                                f.onReceiveRun(fs::add).when(fs.size() <= degree),
                                g.onReceiveRun(gs::add).when(gs.size() <= degree));
                    }
                    Ratio sum = Ratio.ZERO;
                    for (int i = 0; i <= n; i++) {
                        sum = sum.plus(fs.get(i).times(gs.get(n - i)));
                    }
                    out.send(sum);
                }
            });
            return out;
        }

        /** One more. */
        Channel<Ratio> plusOne(Receiver<Ratio> in) {
            Channel<Ratio> out = Channel.rendezvous();
            scope.go(() -> {
                Ratio add = Ratio.ONE;
                for (Ratio c : in) {
                    out.send(c.plus(add));
                    add = Ratio.ZERO;
                }
            });
            return out;
        }

        /** The integral, from a given constant, into a channel. */
        void integral(Ratio first, Receiver<Ratio> in, Sender<Ratio> out) {
            scope.go(() -> {
                out.send(first);
                int n = 1;
                for (Ratio c : in) {
                    out.send(c.times(Ratio.of(1, n++)));
                }
            });
        }
    }

    private static List<String> first(int count, Function<Series, Channel<Ratio>> what) throws InterruptedException {
        return Scope.call(scope -> {
            Channel<Ratio> series = what.apply(new Series(scope));
            List<String> first = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                first.add(series.receive().toString());
            }
            scope.cancel("enough terms");
            return first;
        });
    }

    @Test
    void should_multiply() throws InterruptedException {
        assertThat(first(8, s -> s.times(s.constant(Ratio.ONE), s.constant(Ratio.ONE))))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void should_give_the_exponential_when_it_is_its_own_integral() throws InterruptedException {
        assertThat(first(8, s -> {
                    Channel<Ratio> e = Channel.rendezvous();
                    List<Channel<Ratio>> twice = s.split(e, 2);
                    s.integral(Ratio.ONE, twice.getFirst(), e);
                    return twice.getLast();
                }))
                .containsExactly("1", "1", "1/2", "1/6", "1/24", "1/120", "1/720", "1/5040");
    }

    @Test
    void should_give_the_tangent_when_fed_back() throws InterruptedException {
        assertThat(first(10, s -> {
                    Channel<Ratio> tan = Channel.rendezvous(); // the integral of 1 + tan * tan
                    List<Channel<Ratio>> all = s.split(tan, 3);
                    s.integral(Ratio.ZERO, s.plusOne(s.times(all.get(0), all.get(1))), tan);
                    return all.get(2);
                }))
                .containsExactly("0", "1", "0", "1/3", "0", "2/15", "0", "17/315", "0", "62/2835");
    }
}
