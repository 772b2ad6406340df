/**
 * Goroutines that talk: channels, select, tickers.
 *
 * <ul>
 *   <li>{@link dev.selvage.channel.Channel} is both ends; {@link dev.selvage.channel.Sender} and {@link
 *       dev.selvage.channel.Receiver} are one each.
 *   <li>{@link dev.selvage.channel.Select} waits for several things at once; a {@link dev.selvage.channel.Clause} is one of
 *       them.
 *   <li>{@link dev.selvage.channel.Ticker} and {@link dev.selvage.channel.Timer} are channels that time sends to; {@link
 *       dev.selvage.channel.Clocks} sleeps.
 * </ul>
 *
 * <h2>Memory consistency</h2>
 *
 * <p>As in Go's memory model, for every kind of channel and for clauses of a select as for plain operations:
 *
 * <ul>
 *   <li>What a thread did before a send <i>happens-before</i> what another does after the receive of that value.
 *   <li>With a rendezvous, what the receiver did before the receive <i>happens-before</i> what the sender does after its send
 *       has returned.
 *   <li>With a capacity of C, what a thread did before the k-th receive <i>happens-before</i> what another does after the
 *       (k+C)-th send has returned.
 *   <li>What a thread did before the close <i>happens-before</i> what another does after it has found the channel closed.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.channel;
