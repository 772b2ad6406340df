package dev.selvage.testkit;

import dev.selvage.testkit.internal.Written;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the user says is no leak: names and creators, with {@code *} for any characters. */
final class Ignored {
    private final List<Pattern> patterns;

    Ignored(List<String> texts) {
        this.patterns = texts.stream().map(Ignored::pattern).toList();
    }

    private static Pattern pattern(String text) {
        StringBuilder regex = new StringBuilder();
        for (String literal : text.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString());
    }

    boolean matches(Leak leak) {
        return (!leak.name().isEmpty() && matches(leak.name())) || matchesCreator(leak.createdAt());
    }

    private boolean matchesCreator(Optional<StackTraceElement> createdAt) {
        return createdAt.filter(this::matchesCreator).isPresent();
    }

    private boolean matchesCreator(StackTraceElement site) {
        return Written.classes(site.getClassName()).stream().anyMatch(this::matches)
                || matches(site.getClassName() + "." + Written.method(site.getMethodName()))
                || matches(site.getClassName() + "." + site.getMethodName());
    }

    private boolean matches(String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }
}
