package dev.selvage.channel;

import dev.selvage.channel.ChannelUnderTest.Room;
import org.junit.jupiter.api.Nested;

/** The {@link ChannelContract} over every kind. */
class ChannelKindsTest {
    @Nested
    class RendezvousKind extends ChannelContract {
        RendezvousKind() {
            super(0, Room.WAITS);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.rendezvous();
        }
    }

    @Nested
    class Buffered0 extends ChannelContract {
        Buffered0() {
            super(0, Room.WAITS);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(0);
        }
    }

    @Nested
    class Buffered1 extends ChannelContract {
        Buffered1() {
            super(1, Room.WAITS);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(1);
        }
    }

    @Nested
    class Buffered2 extends ChannelContract {
        Buffered2() {
            super(2, Room.WAITS);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(2);
        }
    }

    @Nested
    class Buffered7 extends ChannelContract {
        Buffered7() {
            super(7, Room.WAITS);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(7);
        }
    }

    @Nested
    class Buffered64 extends ChannelContract {
        Buffered64() {
            super(64, Room.WAITS);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(64);
        }
    }

    @Nested
    class UnlimitedKind extends ChannelContract {
        UnlimitedKind() {
            super(Integer.MAX_VALUE, Room.UNLIMITED);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.unlimited();
        }
    }

    @Nested
    class ConflatedKind extends ChannelContract {
        ConflatedKind() {
            super(1, Room.DROPS_OLDEST);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.conflated();
        }
    }

    @Nested
    class DropOldest1 extends ChannelContract {
        DropOldest1() {
            super(1, Room.DROPS_OLDEST);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(1, Overflow.DROP_OLDEST);
        }
    }

    @Nested
    class DropNewest1 extends ChannelContract {
        DropNewest1() {
            super(1, Room.DROPS_NEWEST);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(1, Overflow.DROP_NEWEST);
        }
    }

    @Nested
    class DropOldest7 extends ChannelContract {
        DropOldest7() {
            super(7, Room.DROPS_OLDEST);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(7, Overflow.DROP_OLDEST);
        }
    }

    @Nested
    class DropNewest7 extends ChannelContract {
        DropNewest7() {
            super(7, Room.DROPS_NEWEST);
        }

        @Override
        public <T> Channel<T> make(ChannelOptions<T> options) {
            return options.buffered(7, Overflow.DROP_NEWEST);
        }
    }
}
