package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.channel.Channel;
import dev.selvage.channel.ChannelClosedException;
import dev.selvage.channel.Received;
import dev.selvage.channel.Receiver;
import dev.selvage.channel.Sender;
import dev.selvage.testkit.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where each value went. What was accepted must be received or told of as undelivered, once; all else, by nobody. */
final class Ledger {
    private final List<Integer> accepted = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();
    private final List<Integer> undelivered = new ArrayList<>();

    /** What happens at a channel; it is in balance afterwards. */
    interface Scenario {
        void run(Ledger ledger, Channel<Integer> channel) throws Exception;
    }

    /** Some schedules of a scenario at a channel of a kind. */
    static void explore(String name, Kind kind, Scenario scenario) {
        Simulation.explore(name + " " + kind, SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> channel = kind.make(ledger);
            scenario.run(ledger, channel);
            ledger.balance(channel);
        });
    }

    /** In order, until an interrupt; a closed channel takes none. */
    void send(Sender<Integer> to, int... values) throws InterruptedException {
        for (int value : values) {
            try {
                to.send(value);
                accepted.add(value);
            } catch (ChannelClosedException closed) {
                return;
            }
        }
    }

    void sendWithin(Sender<Integer> to, Duration timeout, int value) throws InterruptedException {
        try {
            if (to.send(value, timeout)) {
                accepted.add(value);
            }
        } catch (ChannelClosedException closed) {
            assertThat(to.isClosed()).isTrue();
        }
    }

    void trySend(Sender<Integer> to, int value) {
        try {
            if (to.trySend(value)) {
                accepted.add(value);
            }
        } catch (ChannelClosedException closed) {
            assertThat(to.isClosed()).isTrue();
        }
    }

    /** So many, or until it is closed. */
    void receive(Receiver<Integer> from, int most) throws InterruptedException {
        for (int i = 0; i < most && note(from.receiveOrClosed()); i++) {
            // noted
        }
    }

    void receiveWithin(Receiver<Integer> from, Duration timeout) throws InterruptedException {
        note(from.receive(timeout));
    }

    /** What is kept and can be had without a wait. */
    void drain(Receiver<Integer> from) {
        while (note(from.tryReceive())) {
            // noted
        }
    }

    private boolean note(Received<Integer> got) {
        if (got instanceof Received.Value<Integer>(Integer value)) {
            received.add(value);
            return true;
        }
        return false;
    }

    void accepted(int value) {
        accepted.add(value);
    }

    void received(int value) {
        received.add(value);
    }

    void undelivered(int value) {
        undelivered.add(value);
    }

    List<Integer> received() {
        return received;
    }

    /** Nothing is under way any more. */
    void balance(Channel<Integer> left) {
        drain(left);
        balance();
    }

    void balance() {
        assertThat(Stream.concat(received.stream(), undelivered.stream()))
                .as("received %s and undelivered %s", received, undelivered)
                .containsExactlyInAnyOrderElementsOf(accepted);
    }

    /** These were received. */
    void hasReceived(int... values) {
        assertThat(received)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(values).boxed().toList());
    }

    /** Of two values with the same tens the smaller one came first. */
    static void inOrder(List<Integer> values) {
        for (int i = 0; i < values.size(); i++) {
            int earlier = values.get(i);
            assertThat(values.subList(i + 1, values.size()))
                    .as("%s", values)
                    .noneMatch(later -> later / 10 == earlier / 10 && later < earlier);
        }
    }
}
