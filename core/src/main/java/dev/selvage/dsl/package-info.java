/**
 * Selvage as a small language: {@code import static dev.selvage.dsl.Go.*;} and write {@code scope}, {@code go}, {@code within}.
 * No mechanism of its own: each word is one call of {@link dev.selvage.Scope} or {@link dev.selvage.context.Context}.
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.dsl;
