package dev.selvage.context.internal;

import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The line of user code that called into the library. Recorded when assertions are on, as they are in tests, or when the
 * system property {@code selvage.creationSites} says so; off otherwise, because walking a stack costs about a microsecond.
 */
public final class CreationSite {
    /** The property that switches recording on ({@code true}) or off ({@code false}). */
    public static final String PROPERTY = "selvage.creationSites";

    private static final boolean RECORDED = recordedAtStart();

    /** Roots of packages: the library's, and below it what is written as by its users. */
    private static final String OURS = "dev.selvage";

    private static final String EXAMPLES = "dev.selvage.examples";

    private static final List<String> ONE_OF_EACH_MODULE =
            List.of("dev.selvage.context.Context", "dev.selvage.Scope", "dev.selvage.testkit.Leaks");

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final ClassValue<Boolean> IS_LIBRARY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOfJdk(type.getModule()) || isOurs(type);
        }
    };

    private CreationSite() {}

    private static boolean isOfJdk(Module module) {
        String name = module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    /**
     * Whether the class is part of the library: told from the class alone, so that it does not matter what was used before, nor from
     * which jar, module or loader it comes. Tests of the library, in the same packages, come from another place.
     */
    private static boolean isOurs(Class<?> type) {
        String name = type.getPackageName();
        return (name.equals(OURS) || name.startsWith(OURS + "."))
                && !name.startsWith(EXAMPLES)
                && ONE_OF_EACH_MODULE.stream().anyMatch(known -> comesWith(known, type));
    }

    private static boolean comesWith(String known, Class<?> type) {
        try {
            return Objects.equals(source(Class.forName(known, false, type.getClassLoader())), source(type));
        } catch (ClassNotFoundException notThere) { // no tests, or the loader of another module
            return false;
        }
    }

    private static @Nullable CodeSource source(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }

    /** Whether sites are recorded. */
    public static boolean recorded() {
        return RECORDED;
    }

    /** The innermost frame of user code on this thread, or null when sites are not recorded or there is none. */
    public static @Nullable StackTraceElement capture() {
        return RECORDED ? here() : null;
    }

    static String text(String otherwise) {
        StackTraceElement site = here();
        return site == null ? otherwise : site.toString();
    }

    /** The innermost frame of user code on this thread, recorded or not; null when there is none. */
    public static @Nullable StackTraceElement here() {
        return WALKER.walk(frames -> frames.filter(frame -> !IS_LIBRARY.get(frame.getDeclaringClass()))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement)
                .orElse(null));
    }

    /**
     * Whether a frame is code of the library or the JDK.
     *
     * @param loader finds its class; null: the system's
     */
    public static boolean isLibrary(StackTraceElement frame, @Nullable ClassLoader loader) {
        try {
            return IS_LIBRARY.get(Class.forName(frame.getClassName(), false, loader));
        } catch (ClassNotFoundException e) {
            return false; // hidden, or another loader's: not ours
        }
    }

    private static boolean recordedAtStart() {
        String asked = System.getProperty(PROPERTY);
        return asked == null ? CreationSite.class.desiredAssertionStatus() : Boolean.parseBoolean(asked);
    }
}
