package dev.selvage.testkit.library;

import dev.selvage.channel.Channel;
import dev.selvage.channel.ChannelOptions;
import dev.selvage.channel.Overflow;
import java.util.function.Function;

/** Every kind of channel. */
enum Kind {
    RENDEZVOUS(ChannelOptions::rendezvous, false),
    BUFFERED_1(options -> options.buffered(1), false),
    BUFFERED_2(options -> options.buffered(2), false),
    UNLIMITED(ChannelOptions::unlimited, false),
    CONFLATED(ChannelOptions::conflated, true),
    DROPS_OLDEST(options -> options.buffered(2, Overflow.DROP_OLDEST), true),
    DROPS_NEWEST(options -> options.buffered(2, Overflow.DROP_NEWEST), true);

    final boolean drops;
    private final Function<ChannelOptions<Integer>, Channel<Integer>> maker;

    Kind(Function<ChannelOptions<Integer>, Channel<Integer>> maker, boolean drops) {
        this.maker = maker;
        this.drops = drops;
    }

    /** A channel that tells the ledger of what nobody will get. */
    Channel<Integer> make(Ledger ledger) {
        return maker.apply(Channel.<Integer>options().onUndelivered(ledger::undelivered));
    }
}
