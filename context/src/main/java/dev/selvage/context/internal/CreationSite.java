package dev.selvage.context.internal;

import java.security.CodeSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The line of user code that called into the library. Recorded when assertions are on, as they are in tests, or when the
 * system property {@code selvage.creationSites} says so; off otherwise, because walking a stack costs about a microsecond.
 */
public final class CreationSite {
    /** The property that switches recording on ({@code true}) or off ({@code false}). */
    public static final String PROPERTY = "selvage.creationSites";

    private static final boolean RECORDED = recordedAtStart();
    private static final Set<CodeSource> LIBRARY = ConcurrentHashMap.newKeySet();
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final ClassValue<Boolean> IS_LIBRARY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source == null
                    ? !type.getPackageName().startsWith("dev.selvage.examples")
                            && (type.getPackageName().startsWith("dev.selvage") || type.getModule() == JDK)
                    : LIBRARY.contains(source) || type.getModule() == JDK;
        }
    };
    private static final Module JDK = Object.class.getModule();

    static {
        library(CreationSite.class);
    }

    private CreationSite() {}

    /** Counts the jar of {@code type} to the library, whose frames are skipped. */
    public static void library(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source != null) {
            LIBRARY.add(source);
        }
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
