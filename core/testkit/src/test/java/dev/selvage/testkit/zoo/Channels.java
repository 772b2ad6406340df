package dev.selvage.testkit.zoo;

import static dev.selvage.testkit.zoo.SharedState.check;

import dev.selvage.Scope;
import dev.selvage.Task;
import dev.selvage.channel.Channel;
import dev.selvage.testkit.Simulation;
import java.util.List;

/** Bugs with channels. */
final class Channels {
    private Channels() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen("early return leaks the sender", Channels::early, Channels::earlyRepaired),
                new Specimen("forgotten receiver", sim -> receiver(false), sim -> receiver(true)),
                new Specimen("send on a channel that another closes", sim -> closer(false), sim -> closer(true)),
                new Specimen("published before it was made", sim -> publish(false), sim -> publish(true)),
                new Specimen("looked at the size, then received", sim -> size(false), sim -> size(true)),
                new Specimen("dining philosophers", sim -> forks(false), sim -> forks(true)),
                new Specimen("order taken for granted", sim -> order(false), sim -> order(true)));
    }

    /** Two mirrors are asked, the first answer wins, and nobody takes the second. */
    private static void early(Simulation sim) throws InterruptedException {
        ask(sim, Channel.rendezvous());
    }

    private static void earlyRepaired(Simulation sim) throws InterruptedException {
        ask(sim, Channel.buffered(2));
    }

    private static void ask(Simulation sim, Channel<String> answers) throws InterruptedException {
        sim.start("mirror a", () -> answers.send("a"));
        sim.start("mirror b", () -> answers.send("b"));
        answers.receive();
    }

    private static void receiver(boolean repaired) throws InterruptedException {
        Channel<Integer> jobs = Channel.rendezvous();
        Scope.run(scope -> {
            scope.go("good", () -> jobs.send(1));
            scope.go("bad", () -> jobs.send(-1));
            scope.go("receiver", () -> {
                for (int i = 0; i < 2; i++) {
                    if (jobs.receive() < 0 && !repaired) {
                        return;
                    }
                }
            });
        });
    }

    private static void closer(boolean repaired) throws InterruptedException {
        Channel<Integer> values = Channel.buffered(1);
        Scope.run(scope -> {
            scope.go("sender", () -> {
                if (repaired) {
                    values.send(1);
                    values.close();
                } else if (!values.isClosed()) {
                    Simulation.point("open");
                    values.send(1);
                }
            });
            if (!repaired) {
                scope.go("closer", () -> {
                    values.close();
                });
            }
        });
    }

    private static void publish(boolean repaired) throws InterruptedException {
        int[][] instance = new int[1][];
        Channel<Boolean> ready = Channel.buffered(1);
        Scope.run(scope -> {
            scope.go("maker", () -> {
                instance[0] = new int[1];
                if (repaired) {
                    instance[0][0] = 42;
                }
                ready.send(true);
                Simulation.point("sent");
                instance[0][0] = 42;
            });
            scope.go("user", () -> {
                ready.receive();
                check(instance[0][0] == 42, "seen before it was complete");
            });
        });
    }

    private static void size(boolean repaired) throws InterruptedException {
        Channel<Integer> jobs = Channel.buffered(1);
        jobs.send(1);
        Task worker = () -> {
            if (repaired) {
                jobs.tryReceive();
            } else if (jobs.size() > 0) {
                jobs.receive();
            }
        };
        Scope.run(scope -> {
            scope.go("one", worker);
            scope.go("other", worker);
        });
    }

    private static void forks(boolean repaired) throws InterruptedException {
        List<Channel<Integer>> forks = List.of(Channel.buffered(1), Channel.buffered(1), Channel.buffered(1));
        for (Channel<Integer> fork : forks) {
            fork.send(1);
        }
        Scope.run(scope -> {
            for (int i = 0; i < 3; i++) {
                int left = i;
                int right = (i + 1) % 3;
                int first = repaired ? Math.min(left, right) : left;
                int second = left + right - first;
                scope.go("philosopher", () -> {
                    forks.get(first).receive();
                    forks.get(second).receive();
                    forks.get(second).send(1);
                    forks.get(first).send(1);
                });
            }
        });
    }

    private static void order(boolean repaired) throws InterruptedException {
        Channel<String> log = Channel.buffered(2);
        Scope.run(scope -> {
            var start = scope.go("start", () -> log.send("start"));
            if (repaired) {
                start.await();
            }
            scope.go("stop", () -> log.send("stop"));
            check(log.receive().equals("start"), "stopped before it was started");
        });
    }
}
