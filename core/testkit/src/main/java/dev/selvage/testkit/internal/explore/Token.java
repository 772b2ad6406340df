package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.internal.sched.Choices.Unusual;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * All that is needed to repeat one run, as a short text.
 *
 * @param test a hash of the test's name: whose run it was
 * @param seed of the run's random numbers
 * @param hash of the run's trace
 * @param unusual its choices
 */
public record Token(int test, long seed, long hash, List<Unusual> unusual) {
    private static final int VERSION = 1;

    /** Makes the list unmodifiable. */
    public Token {
        unusual = List.copyOf(unusual);
    }

    /** The text. */
    public String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        out.writeBytes(
                ByteBuffer.allocate(20).putInt(test).putLong(seed).putLong(hash).array());
        int before = 0;
        for (Unusual choice : unusual) {
            write(out, choice.number() - before);
            write(out, choice.taken());
            out.write(choice.print() >>> 8);
            out.write(choice.print());
            before = choice.number();
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Token of(String text) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.strip()));
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("it is of another version");
            }
            int test = in.getInt();
            long seed = in.getLong();
            long hash = in.getLong();
            List<Unusual> unusual = new ArrayList<>();
            int number = 0;
            while (in.hasRemaining()) {
                number += read(in);
                unusual.add(new Unusual(number, read(in), in.getShort() & 0xFFFF));
            }
            return new Token(test, seed, hash, unusual);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Not a replay token: \"" + text + "\"; copy it as the failure showed it", e);
        }
    }

    /** Seven bits a byte, the lowest first. */
    private static void write(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int read(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        byte next = in.get();
        while (next < 0) {
            value |= (next & 0x7F) << shift;
            shift += 7;
            next = in.get();
        }
        return value | (next << shift);
    }
}
