package dev.selvage.testkit;

import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/** The check of one test or class, kept in the store of its context, which closes it. */
final class LeakChecks implements AutoCloseable {
    private static final Namespace OURS = Namespace.create(LeakChecks.class);
    private static final String KEY = "check";

    /** Whose it is: stores inherit, checks do not. */
    private final String id;

    /** Null: not to be checked. */
    private final @Nullable LeakSearch search;

    private LeakChecks(ExtensionContext context) {
        this.id = context.getUniqueId();
        LeakOptions options = options(context);
        this.search = options == null ? null : LeakSearch.open(context.getDisplayName(), options);
    }

    /** The check of the test or class that the context is of; a dynamic test counts to its factory. */
    static LeakChecks of(ExtensionContext context) {
        Store store = context.getStore(OURS);
        LeakChecks known = store.get(KEY, LeakChecks.class);
        boolean mine = known != null && known.id.equals(context.getUniqueId());
        if (known != null && (mine || context.getElement().isEmpty())) {
            return known;
        }
        LeakChecks made = new LeakChecks(context);
        store.put(KEY, made);
        return made;
    }

    @Nullable
    LeakSearch search() {
        return search;
    }

    /** The check itself: called by JUnit at the end of the test or class, whose result it changes. */
    @Override
    public void close() {
        if (search != null) {
            search.close();
        }
    }

    private static @Nullable LeakOptions options(ExtensionContext context) {
        Optional<LeakCheck> asked = context.getTestMethod().flatMap(LeakChecks::annotation);
        Class<?> type = context.getTestClass().orElse(null);
        while (asked.isEmpty() && type != null) {
            asked = annotation(type);
            type = type.getEnclosingClass();
        }
        String always = context.getConfigurationParameter(LeakCheck.IGNORE).orElse("");
        if (asked.isPresent()) {
            return asked.get().value() ? options(asked.get()).ignoring(patterns(always)) : null;
        }
        boolean on = context.getConfigurationParameter(LeakCheck.ENABLED, Boolean::parseBoolean)
                .orElse(true);
        return on ? LeakOptions.DEFAULT.ignoring(patterns(always)) : null;
    }

    private static Optional<LeakCheck> annotation(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, LeakCheck.class);
    }

    private static LeakOptions options(LeakCheck asked) {
        LeakOptions options =
                LeakOptions.DEFAULT.ignoring(asked.ignore()).settling(Duration.ofMillis(asked.settleMillis()));
        return asked.threads() ? options.withThreads() : options;
    }

    private static String[] patterns(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toArray(String[]::new);
    }
}
