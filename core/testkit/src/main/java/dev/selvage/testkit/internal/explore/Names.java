package dev.selvage.testkit.internal.explore;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of things that are the same in every run: numbers and hashes that count through the JVM are counted anew. */
final class Names {
    private static final Pattern NUMBER = Pattern.compile("(@[0-9a-f]+|#\\d+|0x[0-9a-f]+)\\b");

    private static final Pattern PACKAGE = Pattern.compile("\\bjava\\.(util\\.concurrent\\.(locks\\.)?|lang\\.)");

    private final Map<String, String> known = new HashMap<>();

    String of(@Nullable Object thing) {
        return thing == null ? "" : normal(thing.toString());
    }

    private String normal(String text) {
        Matcher matcher = NUMBER.matcher(PACKAGE.matcher(text).replaceAll(""));
        return matcher.replaceAll(found -> known.computeIfAbsent(found.group(), any -> "#" + (known.size() + 1)));
    }
}
