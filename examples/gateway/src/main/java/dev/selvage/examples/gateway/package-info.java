/**
 * A checkout gateway on real parts, and a naive version of it to compare with.
 *
 * <ul>
 *   <li>{@link dev.selvage.examples.gateway.Checkout}: what the service does, on a scope. Start reading here; {@link
 *       dev.selvage.examples.gateway.CheckoutGateway} is its door.
 *   <li>{@link dev.selvage.examples.gateway.NaiveGateway}: the same on threads that are fired and forgotten.
 *   <li>{@link dev.selvage.examples.gateway.Shop} and {@link dev.selvage.examples.gateway.Downstream}: what both ask.
 *   <li>{@link dev.selvage.examples.gateway.Quotes}: how the service asks: again after an error, a second time beside a slow
 *       answer, never too many at a time. {@link dev.selvage.examples.gateway.Tail}: what that does to the slowest.
 *   <li>{@link dev.selvage.examples.gateway.Demonstration}: both under the same load, compared in a table.
 *   <li>{@link dev.selvage.examples.gateway.Serving}: the service for a browser and curl.
 * </ul>
 */
@NullMarked
package dev.selvage.examples.gateway;

import org.jspecify.annotations.NullMarked;
