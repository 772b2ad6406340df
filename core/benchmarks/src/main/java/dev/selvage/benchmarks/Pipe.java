package dev.selvage.benchmarks;

import dev.selvage.channel.Channel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;

/** What numbers go through from one thread to another. */
public interface Pipe {
    void put(Integer number) throws InterruptedException;

    Integer take() throws InterruptedException;

    /** Whose. */
    enum Maker {
        SELVAGE {
            @Override
            Pipe make(int capacity) {
                Channel<Integer> channel = Channel.buffered(capacity);
                return new Pipe() {
                    @Override
                    public void put(Integer number) throws InterruptedException {
                        channel.send(number);
                    }

                    @Override
                    public Integer take() throws InterruptedException {
                        return channel.receive();
                    }
                };
            }
        },
        JOX {
            @Override
            Pipe make(int capacity) {
                com.softwaremill.jox.Channel<Integer> channel = capacity == 0
                        ? com.softwaremill.jox.Channel.newRendezvousChannel()
                        : com.softwaremill.jox.Channel.newBufferedChannel(capacity);
                return new Pipe() {
                    @Override
                    public void put(Integer number) throws InterruptedException {
                        channel.send(number);
                    }

                    @Override
                    public Integer take() throws InterruptedException {
                        return channel.receive();
                    }
                };
            }
        },
        /** The array queue; without capacity the synchronous one. */
        QUEUE {
            @Override
            Pipe make(int capacity) {
                return of(capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity));
            }
        },
        /** Without capacity each value is handed over; else nothing limits it. */
        TRANSFER_QUEUE {
            @Override
            Pipe make(int capacity) {
                LinkedTransferQueue<Integer> queue = new LinkedTransferQueue<>();
                if (capacity > 0) {
                    return of(queue);
                }
                return new Pipe() {
                    @Override
                    public void put(Integer number) throws InterruptedException {
                        queue.transfer(number);
                    }

                    @Override
                    public Integer take() throws InterruptedException {
                        return queue.take();
                    }
                };
            }
        };

        abstract Pipe make(int capacity);

        private static Pipe of(BlockingQueue<Integer> queue) {
            return new Pipe() {
                @Override
                public void put(Integer number) throws InterruptedException {
                    queue.put(number);
                }

                @Override
                public Integer take() throws InterruptedException {
                    return queue.take();
                }
            };
        }
    }
}
