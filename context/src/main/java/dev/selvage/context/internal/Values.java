package dev.selvage.context.internal;

import dev.selvage.context.ContextKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a context and of all above it, in one immutable table: open addressing by the key's consecutive number, so
 * a look-up costs one or two probes however many layers there are. Adding a value copies the table.
 */
final class Values {
    static final Values NONE = new Values(new @Nullable Object[2], 0);

    /** Key and value in turn; a power of two long, at most half full. */
    private final @Nullable Object[] table;

    private final int size;

    private Values(@Nullable Object[] table, int size) {
        this.table = table;
        this.size = size;
    }

    /** The value, or null. */
    @Nullable
    Object get(ContextKey<?> key) {
        return table[slot(table, key) + 1];
    }

    Values with(ContextKey<?> key, Object value) {
        boolean known = get(key) != null;
        int newSize = known ? size : size + 1;
        @Nullable Object[] copy;
        if (newSize * 4 <= table.length) {
            copy = table.clone();
        } else {
            copy = new @Nullable Object[table.length * 2];
            for (int i = 0; i < table.length; i += 2) {
                if (table[i] instanceof ContextKey<?> old) {
                    put(copy, old, table[i + 1]);
                }
            }
        }
        put(copy, key, value);
        return new Values(copy, newSize);
    }

    /** Keys only: values may be secrets. */
    List<ContextKey<?>> keys() {
        List<ContextKey<?>> keys = new ArrayList<>(size);
        for (int i = 0; i < table.length; i += 2) {
            if (table[i] instanceof ContextKey<?> key) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static void put(@Nullable Object[] table, ContextKey<?> key, @Nullable Object value) {
        int slot = slot(table, key);
        table[slot] = key;
        table[slot + 1] = value;
    }

    /** Where the key is, or the empty slot where it belongs. */
    private static int slot(@Nullable Object[] table, ContextKey<?> key) {
        int mask = table.length - 2;
        int i = (key.hashCode() << 1) & mask;
        while (table[i] != null && table[i] != key) {
            i = (i + 2) & mask;
        }
        return i;
    }
}
