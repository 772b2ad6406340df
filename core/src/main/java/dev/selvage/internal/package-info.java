/**
 * Engines below scopes, one idea a file: slots, the spawner, suppression, sleep. They know nothing of the packages above.
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.internal;
