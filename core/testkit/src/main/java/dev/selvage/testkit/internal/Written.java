package dev.selvage.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of compiled code, as its author would say them. */
public final class Written {
    /** As compilers name the method of a lambda, the enclosing method first. */
    private static final Pattern LAMBDA =
            Pattern.compile("lambda\\$(?:(.*?)\\$)?(?:[0-9a-f]+\\$)?\\d+|(.+)\\$lambda.*");

    private Written() {}

    /** The method that the author has written: of a lambda the one around it; empty if the name does not tell. */
    public static String method(String compiled) {
        Matcher lambda = LAMBDA.matcher(compiled);
        if (!lambda.matches()) {
            return compiled;
        }
        String enclosing = lambda.group(1) == null ? lambda.group(2) : lambda.group(1);
        return enclosing == null ? "" : enclosing;
    }

    /** The class and those around it, the innermost first. */
    public static List<String> classes(String compiled) {
        List<String> all = new ArrayList<>();
        String name = compiled;
        int inner = name.length();
        while (inner > 0) {
            name = name.substring(0, inner);
            all.add(name);
            inner = name.lastIndexOf('$');
        }
        return all;
    }
}
