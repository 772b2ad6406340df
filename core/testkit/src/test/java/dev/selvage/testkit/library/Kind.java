package dev.selvage.testkit.library;

import dev.selvage.channel.Channel;
import dev.selvage.channel.ChannelOptions;
import dev.selvage.channel.Overflow;

/** Every kind of channel. */
enum Kind {
    RENDEZVOUS,
    BUFFERED_1,
    BUFFERED_2,
    UNLIMITED,
    CONFLATED,
    DROPS_OLDEST,
    DROPS_NEWEST;

    /** Whether it takes values that nobody will get. */
    boolean drops() {
        return this == CONFLATED || this == DROPS_OLDEST || this == DROPS_NEWEST;
    }

    /** A channel that tells the ledger of what nobody will get. */
    Channel<Integer> make(Ledger ledger) {
        ChannelOptions<Integer> options = Channel.<Integer>options().onUndelivered(ledger::undelivered);
        return switch (this) {
            case RENDEZVOUS -> options.rendezvous();
            case BUFFERED_1 -> options.buffered(1);
            case BUFFERED_2 -> options.buffered(2);
            case UNLIMITED -> options.unlimited();
            case CONFLATED -> options.conflated();
            case DROPS_OLDEST -> options.buffered(2, Overflow.DROP_OLDEST);
            case DROPS_NEWEST -> options.buffered(2, Overflow.DROP_NEWEST);
        };
    }
}
